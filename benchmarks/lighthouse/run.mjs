// node run.mjs ADDRESS PATH RUNS: Lighthouse (throttled mobile, its default) on a page, in a Chromium of its own.
// With BENCH_USERNAME and BENCH_PASSWORD in the environment somebody is signed in first.
// Prints {"scores": {category: 0–100, the median of the runs}, "failing": {category: [audits below full marks]}, "metrics": {…},
// "performance": [0–100 of each run]}. A cold visit each time: Lighthouse empties the caches and the service worker, and leaves
// the session's cookie.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import puppeteer from "puppeteer-core";

const [address, path, runs] = process.argv.slice(2);
const { BENCH_USERNAME: username, BENCH_PASSWORD: password } = process.env;
const url = new URL(path, address).href;
const onlyCategories = ["performance", "accessibility", "best-practices"];
const metrics = [
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
];
const chrome = await launch({
    chromePath: "/usr/bin/chromium",
    chromeFlags: [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
    ],
    logLevel: "error",
});
const results = [];
try {
    if (username !== undefined) await withPage(signIn);
    for (let lost = 0; results.length < Number(runs);) {
        try {
            results.push(await withPage(visit));
        } catch (error) {
            // Now and then the browser loses a page before the trace has begun.
            if (++lost > 2) throw error;
            console.error(`A visit is made again: ${error.message}`);
        }
    }
} finally {
    chrome.kill();
}

/** No other page of the app works while one is measured; the session lies in the profile. */
async function withPage(use) {
    const browser = await puppeteer.connect({
        browserURL: `http://127.0.0.1:${chrome.port}`,
        defaultViewport: null,
    });
    try {
        const page = await browser.newPage();
        const result = await use(page);
        await page.close();
        return result;
    } finally {
        await browser.disconnect();
    }
}

async function signIn(page) {
    await page.goto(new URL("/sign-in", address).href);
    await page.waitForSelector("input[autocomplete=username]");
    await page.type("input[autocomplete=username]", username);
    await page.type("input[autocomplete=current-password]", password);
    await page.click("button[type=submit]");
    // Also the page of the first password asks for one; only the sign-in leads to a forgotten one.
    await page.waitForFunction(
        () => document.querySelector("a[href='/password-reset']") === null,
        { timeout: 60_000 },
    );
    await page.waitForNetworkIdle();
}

async function visit(page) {
    const { lhr } = await lighthouse(
        url,
        { output: "json", logLevel: "error", onlyCategories },
        undefined,
        page,
    );
    if (lhr.runtimeError)
        throw new Error(
            `${lhr.runtimeError.code}: ${lhr.runtimeError.message}`,
        );
    // Somebody who is sent to another page would be measured there.
    if (lhr.finalDisplayedUrl !== url)
        throw new Error(`${url} led to ${lhr.finalDisplayedUrl}`);
    return lhr;
}

const median = (numbers) =>
    numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const percent = (category) => (result) =>
    Math.round(100 * (result.categories[category].score ?? 0));
const scores = {},
    failing = {};
for (const category of onlyCategories) {
    scores[category] = median(results.map(percent(category)));
    const worst = results.toSorted(
        (a, b) => a.categories[category].score - b.categories[category].score,
    )[0];
    failing[category] = worst.categories[category].auditRefs
        .filter(
            (ref) =>
                ref.weight > 0 &&
                worst.audits[ref.id].score !== null &&
                worst.audits[ref.id].score < 0.9,
        )
        .map((ref) => ref.id);
}
console.log(
    JSON.stringify({
        scores,
        failing,
        metrics: Object.fromEntries(
            metrics.map((id) => [
                id,
                Math.round(
                    1000 *
                        median(results.map((r) => r.audits[id].numericValue)),
                ) / 1000,
            ]),
        ),
        performance: results.map(percent("performance")),
    }),
);
