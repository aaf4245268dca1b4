// Everything that must hold of the web app, for ./test web: each check counts as one test, Vitest's tests as themselves.
// The build, with its check of types, is made before. The last line is: N passed, N failed, N skipped
import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("..", import.meta.url));
const checks = ["lock:check", "types:check", "lint", "format:check", "budget"];
const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

// NODE_ENV of whoever calls is theirs; React has no test helpers in production.
const { NODE_ENV: _, ...inherited } = process.env;
const environment = { ...inherited, NO_COLOR: "1" };

function run(script, ...args) {
    return new Promise((resolve, reject) => {
        const child = spawn("npm", ["run", "--silent", script, "--", ...args], {
            cwd: folder,
            env: environment,
            stdio: ["ignore", "pipe", "pipe"],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
        child.on("error", reject);
        child.on("close", (code) => resolve({ code, output: output.trimEnd() }));
    });
}

function fail(name, detail, lines = 40) {
    count.failed++;
    failures.push([`FAILED ${name}`, ...detail.trimEnd().split("\n").slice(-lines)].join("\n    "));
}

async function vitest() {
    const report = `${folder}/node_modules/.vitest-report.json`;
    await rm(report, { force: true });
    const { code, output } = await run("test", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`);
    console.log(output);
    const before = count.failed;
    const result = JSON.parse(await readFile(report, "utf8").catch(() => '{"testResults":[]}'));
    for (const file of result.testResults) {
        const name = relative(folder, file.name);
        for (const test of file.assertionResults) {
            if (test.status === "passed") count.passed++;
            else if (test.status === "failed") fail(`${name}: ${test.fullName}`, test.failureMessages.join("\n"));
            else count.skipped++;
        }
        // A file that cannot be loaded has no tests to fail.
        if (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"))
            fail(name, file.message);
    }
    // No tests at all, or an error outside of any.
    if (code !== 0 && count.failed === before) fail("vitest", output);
}

for (const check of checks) {
    const started = Date.now();
    const { code, output } = await run(check);
    if (code === 0) count.passed++;
    else fail(check, output);
    console.log(`${check}: ${code === 0 ? "passed" : "failed"} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}
await vitest();

if (failures.length > 0) console.log(`\n${failures.join("\n\n")}\n`);
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed === 0 ? 0 : 1;
