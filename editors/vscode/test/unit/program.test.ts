import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { NoProgram, program, startable } from "../../src/program";

const place = { setting: "", extension: "/extensions/referral", platform: "linux" as const, home: "/home/robin" };

let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "referral-program-"));
});
after(() => rm(folder, { recursive: true, force: true }));

test("without a setting the program is the one that came with the extension", () => {
  assert.deepEqual(program(place), { path: path.join(place.extension, "bin/referral"), from: "extension" });
  assert.match(program({ ...place, platform: "win32" }).path, /referral\.exe$/);
});

test("a setting goes first, and ~ is the person's home", () => {
  assert.deepEqual(program({ ...place, setting: " /opt/referral " }), { path: "/opt/referral", from: "setting" });
  assert.equal(program({ ...place, setting: "~/bin/referral" }).path, path.join(place.home, "bin/referral"));
  assert.equal(program({ ...place, setting: "~robin/referral" }).path, "~robin/referral");
});

test("a name without a folder is refused, for it could mean a file of the workspace", async () => {
  await assert.rejects(startable({ path: "referral", from: "setting" }), /must be a whole path, and "referral" is none/);
});

test("a program that is not there is reported in the words of whoever named it", async () => {
  const gone = path.join(folder, "gone");
  await assert.rejects(startable({ path: gone, from: "setting" }), NoProgram);
  await assert.rejects(startable({ path: gone, from: "setting" }), /names .*gone, and there is no such file/);
  await assert.rejects(startable({ path: gone, from: "extension" }), /came without the program/);
});

test("a file that may not be run is no program", { skip: process.platform === "win32" }, async () => {
  const file = path.join(folder, "text");
  await writeFile(file, "");
  await assert.rejects(startable({ path: file, from: "setting" }), /may not run it/);
  await chmod(file, 0o755);
  assert.deepEqual(await startable({ path: file, from: "setting" }), { path: file, from: "setting" });
});
