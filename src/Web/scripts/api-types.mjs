// TypeScript types of the API from the pinned OpenAPI documents (openapi/*.json, which the services' own tests keep true).
// --check fails when what is written differs from what would be generated.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";

const folder = new URL("../openapi/", import.meta.url);
const target = new URL("../src/lib/api/schema/", import.meta.url);
const check = process.argv.includes("--check");
let stale = 0;

for (const file of (await readdir(folder)).filter((name) => name.endsWith(".json")).sort()) {
    const service = basename(file, ".json");
    const text = `// Generated from openapi/${file} by "npm run types"; do not edit.\n${astToString(await openapiTS(new URL(file, folder)))}`;
    const path = new URL(`${service}.d.ts`, target);
    const present = await readFile(path, "utf8").catch(() => "");
    if (present === text) continue;
    if (check) {
        console.error(`src/lib/api/schema/${service}.d.ts does not match openapi/${file}; run "npm run types".`);
        stale++;
    } else {
        await writeFile(path, text);
        console.log(`wrote src/lib/api/schema/${service}.d.ts`);
    }
}
process.exitCode = stale === 0 ? 0 : 1;
