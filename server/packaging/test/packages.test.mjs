// Every package is made of the program that `cargo build` made, installed where nothing else is, and run from there.
// Nothing is fetched: each is installed from its file. `node --test server/packaging/test/packages.test.mjs`
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const packaging = fileURLToPath(new URL("..", import.meta.url));
const root = path.join(packaging, "../..");
const targets = JSON.parse(readFileSync(path.join(packaging, "targets.json"), "utf8"));
const target = targets.find((target) => target.npm === `${process.platform}-${process.arch}`);
const ending = process.platform === "win32" ? ".exe" : "";
const built = process.env.REFERRAL ?? path.join(root, `target/debug/referral${ending}`);
const version = readFileSync(path.join(root, "Cargo.toml"), "utf8").match(/^version = "(.*)"$/m)[1];

// A folder for what is made, one for a referral that lacks its basis, and the program.
let dist, cases, binary;

before(() => {
  dist = mkdtempSync(path.join(tmpdir(), "referral-dist-"));
  cases = mkdtempSync(path.join(tmpdir(), "referral-cases-"));
  writeFileSync(path.join(cases, "child-k.referral.md"), "---\nschema: scr\n---\n# Child K\n\n## Basis\n");
  writeFileSync(path.join(cases, "notes.md"), "# Notes\n");
  // What a debugger needs is most of the program, and would be packed several times.
  binary = path.join(cases, `referral${ending}`);
  if (spawnSync("strip", ["-o", binary, built]).status !== 0) cpSync(built, binary);
});

after(() => {
  for (const folder of [dist, cases]) rmSync(folder, { recursive: true, force: true });
});

function make(kind, ...words) {
  execFileSync("python3", [path.join(packaging, "package.py"), kind, ...words, "--out", dist], { stdio: "inherit" });
}

function made(ending) {
  const names = readdirSync(dist).filter((name) => name.endsWith(ending));
  assert.equal(names.length, 1, `${names}`);
  return path.join(dist, names[0]);
}

/** Checks the referral by the program at this path, and that it says what is missing. */
function assertChecks(program, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, ["check"], { cwd: cases, encoding: "utf8", ...options });
  assert.equal(status, 1, stderr);
  assert.match(stdout, /error\[empty-section\]: "Basis" has no text/);
}

test("the wheel brings the program into an empty environment", () => {
  make("wheel", "--target", target.triple, "--binary", binary);
  const home = path.join(dist, "venv");
  execFileSync("python3", ["-m", "venv", home]);
  const programs = path.join(home, process.platform === "win32" ? "Scripts" : "bin");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-index", made(".whl")];
  execFileSync(path.join(programs, "python"), pip, { stdio: "inherit" });
  assertChecks(path.join(programs, `referral${ending}`));
  const shown = execFileSync(path.join(programs, "python"), ["-m", "pip", "--disable-pip-version-check", "show", "referral-lsp"]);
  assert.match(`${shown}`, new RegExp(`Version: ${version.replaceAll(".", "\\.")}\n`));
});

test("the npm package starts the program of this kind of computer", () => {
  make("npm", "--target", target.triple, "--binary", binary);
  make("npm-main");
  const home = path.join(dist, "node");
  mkdirSync(home);
  const tarballs = readdirSync(dist).filter((name) => name.endsWith(".tgz"));
  assert.deepEqual(tarballs.sort(), [`referral-lsp-${version}.tgz`, `referral-lsp-${target.npm}-${version}.tgz`].sort());
  for (const name of tarballs) {
    const paths = execFileSync("tar", ["-tzf", path.join(dist, name)], { encoding: "utf8" }).trim().split("\n");
    assert.ok(paths.every((path) => path.startsWith("package/")), `${paths}`);
    // Put where npm puts it; npm itself would ask for the packages of other computers.
    const manifest = JSON.parse(execFileSync("tar", ["-xzOf", path.join(dist, name), "package/package.json"]));
    const folder = path.join(home, "node_modules", manifest.name);
    mkdirSync(folder, { recursive: true });
    execFileSync("tar", ["-xzf", path.join(dist, name), "-C", folder, "--strip-components=1"]);
  }
  const launcher = path.join(home, "node_modules/referral-lsp/bin/referral.js");
  const { status, stdout } = spawnSync(process.execPath, [launcher, "check"], { cwd: cases, encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stdout, /error\[empty-section\]/);
  rmSync(path.join(home, "node_modules/@referral-lsp"), { recursive: true });
  const without = spawnSync(process.execPath, [launcher, "check"], { encoding: "utf8" });
  assert.equal(without.status, 2);
  assert.match(without.stderr, /It is an optional dependency/);
});

function makeArchive() {
  const pages = path.join(dist, "pages");
  execFileSync("python3", [path.join(packaging, "package.py"), "pages", "--binary", binary, "--out", pages]);
  make("archive", "--target", target.triple, "--binary", binary, "--pages", pages);
  return made(process.platform === "win32" ? ".zip" : ".tar.gz");
}

test("the archive has completions and pages of the manual", () => {
  const names = execFileSync("tar", ["-tzf", makeArchive()], { encoding: "utf8" });
  for (const name of ["referral", "LICENSE", "completions/_referral", "completions/referral.bash", "man/referral-check.1"]) {
    assert.ok(names.includes(`referral-${target.triple}/${name}\n`), name);
  }
});

test("a package of the same program is the same", () => {
  const program = path.join(cases, "notes.md");
  const twice = ["once", "again"].map((name) => {
    const out = path.join(dist, name);
    for (const kind of ["wheel", "npm", "archive"]) {
      const pages = kind === "archive" ? ["--pages", path.join(packaging, "pypi")] : [];
      const words = [kind, "--target", "x86_64-pc-windows-msvc", "--binary", program, ...pages, "--out", out];
      execFileSync("python3", [path.join(packaging, "package.py"), ...words]);
    }
    return readdirSync(out).map((file) => [file, readFileSync(path.join(out, file), "base64")]);
  });
  assert.equal(twice[0].length, 3);
  assert.deepEqual(twice[0], twice[1]);
});

/** Runs a script of the action as GitHub does; the answer is what it says and the files it wrote to. */
function inAction(script, env) {
  const runner = mkdtempSync(path.join(dist, "runner-"));
  const files = { GITHUB_PATH: path.join(runner, "path"), GITHUB_OUTPUT: path.join(runner, "output") };
  for (const file of Object.values(files)) writeFileSync(file, "");
  const processor = { x64: "X64", arm64: "ARM64" }[process.arch];
  const { status, stdout, stderr } = spawnSync("bash", [path.join(packaging, "action", script)], {
    cwd: cases,
    encoding: "utf8",
    env: {
      ...process.env,
      ...files,
      RUNNER_TEMP: runner,
      RUNNER_OS: { linux: "Linux", darwin: "macOS", win32: "Windows" }[process.platform],
      RUNNER_ARCH: processor,
      ...env,
    },
  });
  return { status, stdout, stderr, path: readFileSync(files.GITHUB_PATH, "utf8").trim(), output: readFileSync(files.GITHUB_OUTPUT, "utf8").trim() };
}

/** A `gh` that has what stands in the folder `dist` for a release, and the sums that are given. */
function release(sums) {
  const shelf = mkdtempSync(path.join(dist, "release-"));
  const archive = existsSync(path.join(dist, `referral-${target.triple}.tar.gz`)) ? made(".tar.gz") : makeArchive();
  cpSync(archive, path.join(shelf, path.basename(archive)));
  const sum = execFileSync("sha256sum", [path.basename(archive)], { cwd: shelf, encoding: "utf8" });
  writeFileSync(path.join(shelf, "SHA256SUMS"), sums(sum));
  const bin = mkdtempSync(path.join(dist, "gh-"));
  writeFileSync(path.join(bin, "gh"), `#!/bin/sh\nwhile [ "$1" != --dir ]; do shift; done\ncp '${shelf}'/* "$2"\n`);
  chmodSync(path.join(bin, "gh"), 0o755);
  return { PATH: `${bin}:${process.env.PATH}`, PROGRAM: "", VERSION: `v${version}`, REPOSITORY: "example/referral" };
}

test("the action takes the program of a release only if its sum is right", { skip: process.platform !== "linux" }, () => {
  const installed = inAction("install.sh", release((sum) => `0000  other.zip\n${sum}`));
  assert.equal(installed.status, 0, installed.stderr);
  assertChecks(path.join(installed.path, "referral"));
  for (const sums of [(sum) => sum.replace(/^......../, "00000000"), () => "0000  other.zip\n"]) {
    const refused = inAction("install.sh", release(sums));
    assert.notEqual(refused.status, 0);
    assert.equal(refused.path, "");
  }
});

test("the action writes beside the lines of a pull request, or a report for code scanning", () => {
  const installed = inAction("install.sh", { PROGRAM: binary, VERSION: "", REPOSITORY: "" });
  assert.equal(installed.status, 0, installed.stderr);
  const asked = { PATH: `${installed.path}${path.delimiter}${process.env.PATH}`, PATHS: "child-k.referral.md\nnotes.md", ARGUMENTS: "" };
  const beside = inAction("check.sh", { ...asked, FORMAT: "github" });
  assert.equal(beside.status, 1);
  assert.match(beside.stdout, /^::error file=child-k\.referral\.md,line=6,col=4,/m);
  const scanned = inAction("check.sh", { ...asked, ARGUMENTS: "--fail-on never --ready", FORMAT: "sarif" });
  assert.equal(scanned.status, 0, scanned.stderr);
  const report = JSON.parse(readFileSync(scanned.output.replace(/^sarif=/, ""), "utf8"));
  assert.ok(report.runs[0].results.some((result) => result.ruleId === "empty-section"));
});
