// Makes package-lock.json the same wherever it was written: npm leaves out optional packages of other platforms when the
// registry in use does not have them, and then "npm ci" refuses the file; and it notes download addresses of that registry.
// --check fails when something would change.
import { readFile, writeFile } from "node:fs/promises";

const path = new URL("../package-lock.json", import.meta.url);
const text = await readFile(path, "utf8");
const lock = JSON.parse(text);
const packages = lock.packages;

// From the end of a name such as @scope/tool-linux-arm64-musl: what npm compares with the machine.
function platform(name) {
    const [, os, cpu, abi] =
        /(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)(?:-([a-z]+))?$/.exec(name) ??
        [];
    if (os === undefined) return /wasm32-wasi$/.test(name) ? { cpu: ["wasm32"] } : undefined;
    const libc =
        os !== "linux"
            ? undefined
            : abi?.startsWith("musl")
              ? ["musl"]
              : abi?.startsWith("gnu")
                ? ["glibc"]
                : undefined;
    return { cpu: [cpu], ...(libc && { libc }), os: [os] };
}

// Node's own search: beside the package, then one folder up, and so on.
function isThere(from, name) {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
        if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
        if (folder === "") return false;
    }
}

for (const [from, entry] of Object.entries(packages)) {
    if (from !== "") delete entry.resolved;
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
        if (isThere(from, name)) continue;
        const only = platform(name);
        if (only === undefined || !/^\d/.test(version))
            throw new Error(
                `${name}@${version}, optional for ${from}, is not in the lock file, and nothing says which platform it is for.`,
            );
        packages[`node_modules/${name}`] = {
            version,
            cpu: only.cpu,
            ...(entry.dev && { dev: true }),
            ...(only.libc && { libc: only.libc }),
            optional: true,
            ...(only.os && { os: only.os }),
        };
    }
}

const [root, ...others] = Object.entries(packages);
lock.packages = Object.fromEntries([root, ...others.sort(([a], [b]) => a.localeCompare(b, "en"))]);
const wanted = `${JSON.stringify(lock, null, 2)}\n`;
if (wanted !== text) {
    if (process.argv.includes("--check")) {
        console.error('package-lock.json is bound to one platform or registry; run "npm run lock".');
        process.exitCode = 1;
    } else {
        await writeFile(path, wanted);
        console.log("wrote package-lock.json");
    }
}
