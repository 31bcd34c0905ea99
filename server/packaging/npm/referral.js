#!/usr/bin/env node
// Starts the program that was installed for this kind of computer, and ends as it ends.
"use strict";

const { spawnSync } = require("node:child_process");

const name = `@referral-lsp/${process.platform}-${process.arch}`;
const ending = process.platform === "win32" ? ".exe" : "";

let program;
try {
  program = require.resolve(`${name}/bin/referral${ending}`);
} catch {
  console.error(`referral: there is no ${name} beside this package.`);
  console.error("It is an optional dependency: install again without leaving those out.");
  console.error("If there is none for your kind of computer, it can be built with cargo.");
  process.exit(2);
}

const { status, signal, error } = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (error) {
  console.error(`referral: ${program} cannot be started: ${error.message}`);
  process.exit(2);
}
if (signal) process.kill(process.pid, signal);
process.exitCode = status ?? 2;
