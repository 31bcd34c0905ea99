// Which program is started, what is said when it cannot be, and what a workspace may not decide.

import assert from "node:assert/strict";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Editor, eventually, given, type Window } from "./editor";

const FILE = "child-k.referral.md";

let folder: string;
let sample: string;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "referral-programs-"));
  sample = await readFile(given("SAMPLE"), "utf8");
});

after(() => rm(folder, { recursive: true, force: true }));

/** Writes a program to be started. */
async function script(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
  return file;
}

describe("a workspace that is not trusted, and names a program of its own", () => {
  let editor: Editor;
  let started: string;

  before(async () => {
    started = path.join(folder, "started");
    const wicked = await script("wicked.sh", `touch "${started}"; exec sleep 1000`);
    const settings = JSON.stringify({ "referral.server.path": wicked });
    editor = await Editor.start({ files: { [FILE]: sample, ".vscode/settings.json": settings }, untrusted: true });
  });
  after(() => editor?.stop());

  test("has its referrals checked by the program of the extension, and its own is not started", async () => {
    const window = await editor.open(FILE, { untrusted: true });
    await window.sees(".statusbar-item", "Restricted Mode");
    await window.sees(".statusbar-item", "Referral: 1 of 3 answered");
    await assert.rejects(readFile(started), { code: "ENOENT" });
    await window.picture("untrusted");
  });
});

describe("the person's own choice of a program", () => {
  let editor: Editor;
  let window: Window;
  let own: string;

  before(async () => {
    own = path.join(folder, "own.sh");
    const machine = { "referral.server.path": own, "referral.severities": { "mistaken-reference": "off" } };
    editor = await Editor.start({ files: { [FILE]: sample }, machine });
    window = await editor.open(FILE);
  });
  after(() => editor?.stop());

  test("is named if it is not there, with a way to the settings and to the output", async () => {
    const says = `The setting referral.server.path names ${own}, and there is no such file.`;
    const message = await window.sees(".notification-toast", says);
    await message.locator(".monaco-button", { hasText: "Open settings" }).waitFor();
    await window.picture("missing");
    await message.locator(".monaco-button", { hasText: "Show output" }).click();
    // The lines in it cannot be seen: this code-server comes without the native module that keeps them.
    const chosen = window.page.locator('.panel select[aria-label*="Output"]').first();
    await eventually(
      () => chosen.evaluate((one) => (one as HTMLSelectElement).selectedOptions[0]?.textContent),
      (seen) => assert.equal(seen, "Referral"),
    );
    // It also takes the keyboard, a little later.
    await window.page.waitForFunction(() => Boolean(document.activeElement?.closest(".panel")));
  });

  test("is said, once, to have failed if it ends at once", async () => {
    await script("own.sh", "exit 3");
    await window.run("Referral: Restart the server");
    await window.sees(".notification-toast", `${own} could not be started, so referrals are not checked.`);
    assert.equal(await window.page.locator(".notification-toast").count(), 1);
  });

  test("is started after it is mended, with the person's settings", async () => {
    await script("own.sh", `echo $$ >> "${own}.ids"; exec "${given("SERVER")}" "$@" --today 2015-05-10`);
    await window.run("Referral: Restart the server");
    // Only by that program's today is the referral one of the future, and only by these settings is the Act passed over.
    await window.hasFindings([
      'there is no "Basis" section; the board needs one to consider the case',
      "49 working days passed between becoming aware and this referral, and nothing found here says why",
      "this referral is dated 14 May 2015, and today is 10 May 2015; give the day on which it happened",
    ]);
  });

  test("is started again if it ends by itself", async () => {
    const ids = async () => (await readFile(`${own}.ids`, "utf8")).trim().split("\n").map(Number);
    const [first] = await ids();
    assert(first);
    process.kill(first, "SIGKILL");
    await eventually(ids, (seen) => assert.equal(seen.length, 2));
    await window.goToLine(1);
    await window.press("Control+End");
    await window.type("\nMore was learned.");
    await window.run("Referral: Focus on Sections View");
    await window.sees(".pane-body .monaco-list-row", /Learning sought\s*15 words/);
  });
});
