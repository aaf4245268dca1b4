// What a browser loads before the first screen: the scripts named in index.html and everything they import statically.
// Fails above 180 kB gzip.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const budget = 180 * 1000;
const dist = new URL("../dist/", import.meta.url);
const html = await readFile(new URL("index.html", dist), "utf8");
const queue = [...html.matchAll(/(?:src|href)="\/((?:assets\/)?[^"]+\.js)"/g)].map((m) => m[1]);
const seen = new Map();
while (queue.length > 0) {
    const file = queue.pop();
    if (seen.has(file)) continue;
    const text = await readFile(new URL(file, dist));
    seen.set(file, gzipSync(text, { level: 9 }).length);
    for (const match of text
        .toString()
        .matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[^"'();]*?from\s*)?["']\.\/([^"']+\.js)["']/g))
        queue.push(`assets/${match[1]}`);
}
const total = [...seen.values()].reduce((sum, size) => sum + size, 0);
for (const [file, size] of [...seen].sort((a, b) => b[1] - a[1])) console.log(`${String(size).padStart(8)}  ${file}`);
console.log(`${String(total).padStart(8)}  initial JavaScript, gzip (budget ${budget})`);
process.exitCode = seen.size > 0 && total <= budget ? 0 : 1;
