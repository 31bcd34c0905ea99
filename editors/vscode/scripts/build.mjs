// Bundles the extension into one file; with --tests the tests as well, each into one of its own.
import { readdir, rm } from "node:fs/promises";
import { build } from "esbuild";

const here = new URL("..", import.meta.url).pathname;
const common = {
  absWorkingDir: here,
  bundle: true,
  platform: "node",
  target: "node18",
  format: "cjs",
  logLevel: "warning",
};

await build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  external: ["vscode"],
  minify: !process.argv.includes("--tests"),
  legalComments: "none",
});

if (process.argv.includes("--tests")) {
  await rm(new URL("../out", import.meta.url), { recursive: true, force: true });
  for (const folder of ["unit", "browser"]) {
    const names = await readdir(new URL(`../test/${folder}`, import.meta.url));
    await build({
      ...common,
      entryPoints: names.filter((name) => name.endsWith(".test.ts")).map((name) => `test/${folder}/${name}`),
      outdir: `out/${folder}`,
      external: ["vscode", "playwright-core", "esbuild"],
    });
  }
}
