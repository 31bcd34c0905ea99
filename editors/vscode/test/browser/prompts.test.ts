// Answering what is asked: from prompt to prompt by keys, hints in empty places, and words that are offered.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, afterEach, before, test } from "node:test";
import { Editor, eventually, given, type Window } from "./editor";

const FILE = "child-q.referral.md";
const SETTINGS = "referral.toml";

let template: string;
let editor: Editor;
let window: Window;

before(async () => {
  template = execFileSync(given("SERVER"), ["new", "scr"], { encoding: "utf8" });
  editor = await Editor.start({ files: { [FILE]: template, [SETTINGS]: 'division = "england"\n' } });
  window = await editor.open(FILE);
  await window.sees(".statusbar-item", "Referral: 0 of 3 answered, draft");
});

afterEach((t) => window?.picture(`after ${t.name}`));
after(() => editor?.stop());

/** Waits until the cursor is behind this text, at the end of a line of the template. */
async function isBehind(text: string): Promise<void> {
  const line = template.split("\n").findIndex((one) => one.trimEnd() === text);
  assert.notEqual(line, -1, `the template has no line "${text}"`);
  await window.sees(".statusbar-item", new RegExp(`Ln ${line + 1}, Col ${text.length + 1}\\b|Ln ${line + 1}, Col ${text.length + 2}\\b`));
}

/** With one space for any white space: VS Code shows other ones than there are. */
function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const NAME = "- **Name or identifier:**";
const REFERRER = "- **Name of referrer:**";
const REFERRER_HEADING = "## Referrer";

test("an empty place shows what is asked there, and nothing of it is in the text", async () => {
  await window.sees(".monaco-editor .view-lines", "Who is the child, by name or identifier?");
  assert.equal(await editor.read(FILE), template);
});

test("keys go to the next prompt and the one before it, and say what is asked", async () => {
  await window.goToLine(1);
  await window.press("Control+F8");
  await isBehind(NAME);
  await window.sees(".statusbar-item", "Who is the child, by name or identifier?");
  await window.press("Control+F8");
  await isBehind(REFERRER);
  await window.press("Control+Shift+F8");
  await isBehind(NAME);
  await window.picture("prompt");
});

test("what is typed there takes the place of the hint", async () => {
  await window.type("Child Q");
  await window.hasText("Child Q");
  const hint = window.page.locator(".monaco-editor .view-lines", { hasText: "Who is the child, by name or identifier?" });
  await hint.waitFor({ state: "detached" });
  await window.press("Control+F8");
  await isBehind(REFERRER);
});

test("a completion brings places to fill in, and Tab goes from one to the next", async () => {
  await window.goToLine(template.split("\n").indexOf("## Rationale") + 2);
  await window.press("Enter");
  await window.suggests('Begin "Rationale"');
  await window.press("Enter");
  await window.hasText("A review is warranted because");
  await window.type("the first");
  await window.press("Tab");
  await window.type("the second");
  await window.press("Control+s");
  await eventually(
    () => editor.read(FILE),
    (text) => assert.match(text, /^A review is warranted because the first\b.*the second/m),
  );
});

test("an empty section shows a first sentence faintly, and Tab takes it", async () => {
  const heading = "## Immediate safety";
  await window.goToLine((await editor.read(FILE)).split("\n").indexOf(heading) + 2);
  await window.press("Enter");
  const faint = await window.sees(".monaco-editor .ghost-text-decoration, .monaco-editor .ghost-text", /\w/);
  const offered = spaced((await faint.textContent()) ?? "");
  assert.match(offered, /\w/);
  await window.picture("faint");
  await window.press("Tab");
  await window.press("Control+s");
  await eventually(
    () => editor.read(FILE),
    (text) => assert(spaced(text).includes(`${heading} ${offered}`), `"${offered}" stands below its heading`),
  );
});

test("settings of a board are checked while they are typed", async () => {
  await window.openFile(SETTINGS);
  await window.sees(".monaco-editor .squiggly-error, .monaco-editor .squiggly-warning", "");
});

test("a server that is started anew has its commands again", async () => {
  await window.run("Referral: Restart the server");
  await window.openFile(FILE);
  await window.sees(".statusbar-item", "Referral: 0 of 3 answered, draft");
  await window.goToLine(1 + template.split("\n").indexOf(REFERRER_HEADING));
  await window.press("Control+F8");
  await isBehind(REFERRER);
});
