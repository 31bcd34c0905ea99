// Packages the extension with a program, installs it into the real VS Code as a person would, and runs the tests there.
//
// REFERRAL_TEST_SERVER names the program; where it is not set, that of `cargo build` is taken.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, codeServer, install, node } from "./install.mjs";

const here = fileURLToPath(new URL("../..", import.meta.url));
const root = path.join(here, "../..");
const server = process.env.REFERRAL_TEST_SERVER ?? path.join(root, "target/debug/referral");
if (!existsSync(server)) throw new Error(`${server} is not there: make it with \`cargo build\``);

await install();
const folder = await mkdtemp(path.join(tmpdir(), "referral-vscode-"));
try {
  const vsix = path.join(folder, "referral.vsix");
  const extensions = path.join(folder, "extensions");
  const say = { cwd: here, stdio: ["ignore", "ignore", "inherit"] };
  execFileSync(process.execPath, ["scripts/package.mjs", "--binary", server, "--out", vsix], say);
  const config = ["--config", path.join(folder, "config.yaml"), "--user-data-dir", path.join(folder, "data")];
  execFileSync(node, [codeServer, ...config, "--extensions-dir", extensions, "--install-extension", vsix], {
    ...say,
    stdio: ["ignore", "ignore", "ignore"],
  });
  const tests = await readdir(path.join(here, "out/browser"));
  const only = process.argv.slice(2);
  const files = tests
    .filter((name) => name.endsWith(".test.js") && (only.length === 0 || only.some((part) => name.startsWith(part))))
    .map((name) => path.join(here, "out/browser", name));
  const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", ...files], {
    stdio: "inherit",
    env: {
      ...process.env,
      REFERRAL_TEST_NODE: node,
      REFERRAL_TEST_CODE_SERVER: codeServer,
      REFERRAL_TEST_CHROMIUM: chromium(),
      REFERRAL_TEST_EXTENSIONS: extensions,
      REFERRAL_TEST_SERVER: server,
      REFERRAL_TEST_SAMPLE: path.join(root, "server/src/sample.referral.md"),
    },
  });
  process.exitCode = status ?? 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
