// node run.mjs URL PORT RUNS: Lighthouse (throttled mobile, its default) through a Chromium that listens on PORT.
// Prints {"scores": {category: 0–100, the median of the runs}, "failing": {category: [audits below full marks]}, "metrics": {…}}.
// A cold visit each time: Lighthouse empties the caches and the service worker, and leaves the session's cookie.
import lighthouse from "lighthouse";

const [url, port, runs] = process.argv.slice(2);
const onlyCategories = ["performance", "accessibility", "best-practices"];
const metrics = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift"];
const results = [];
for (let i = 0; i < Number(runs); i++) {
    const { lhr } = await lighthouse(url, { port: Number(port), output: "json", logLevel: "error", onlyCategories });
    if (lhr.runtimeError) throw new Error(`${lhr.runtimeError.code}: ${lhr.runtimeError.message}`);
    // Somebody who is sent to another page would be measured there.
    if (lhr.finalDisplayedUrl !== url) throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
    results.push(lhr);
}
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const scores = {},
    failing = {};
for (const category of onlyCategories) {
    scores[category] = Math.round(100 * median(results.map((r) => r.categories[category].score ?? 0)));
    const worst = results.toSorted((a, b) => a.categories[category].score - b.categories[category].score)[0];
    failing[category] = worst.categories[category].auditRefs
        .filter((ref) => ref.weight > 0 && worst.audits[ref.id].score !== null && worst.audits[ref.id].score < 0.9)
        .map((ref) => ref.id);
}
console.log(
    JSON.stringify({
        scores,
        failing,
        metrics: Object.fromEntries(metrics.map((id) => [id, Math.round(1000 * median(results.map((r) => r.audits[id].numericValue))) / 1000])),
    }),
);
