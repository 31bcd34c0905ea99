// Makes referral-TARGET.vsix with the program in it. For another kind of computer than this one, say both:
// `npm run package -- --target darwin-arm64 --binary PATH`.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const here = fileURLToPath(new URL("..", import.meta.url));
const root = path.join(here, "../..");
const { values } = parseArgs({ options: { target: { type: "string" }, binary: { type: "string" }, out: { type: "string" } } });

const target = values.target ?? `${process.platform}-${process.arch}`;
const ending = target.startsWith("win32") ? ".exe" : "";
const binary = path.resolve(values.binary ?? path.join(root, `target/release/referral${ending}`));
const out = path.resolve(values.out ?? path.join(here, `referral-${target}.vsix`));

await rm(path.join(here, "bin"), { recursive: true, force: true });
await mkdir(path.join(here, "bin"));
await mkdir(path.join(here, "dist"), { recursive: true });
const bundled = path.join(here, `bin/referral${ending}`);
await copyFile(binary, bundled).catch((error) => {
  if (error.code !== "ENOENT") throw error;
  console.error(`${binary} is not there: make it with \`cargo build --release\`, or name one with --binary`);
  process.exit(1);
});
await chmod(bundled, 0o755);
await copyFile(path.join(root, "LICENSE"), path.join(here, "LICENSE"));
// VS Code shows pictures of this page only if it can fetch them from the web; it does without them.
const page = await readFile(path.join(here, "README.md"), "utf8");
await writeFile(path.join(here, "dist/README.md"), page.replace(/^!\[.*\]\(images\/.*\)\n\n/gm, ""));

const run = (script, ...args) => execFileSync(process.execPath, [script, ...args], { cwd: here, stdio: "inherit" });
run("scripts/build.mjs");
run(
  "node_modules/@vscode/vsce/vsce",
  ...["package", "--no-dependencies", "--no-rewrite-relative-links", "--readme-path", "dist/README.md"],
  ...["--target", target, "--out", out],
);
