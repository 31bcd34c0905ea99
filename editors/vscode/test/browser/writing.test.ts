// A writer's way through a referral, in the real VS Code with the extension installed from its package.
//
// Every look at the findings is a look at all of them, so that a false one fails as loudly as a missing one.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { Editor, eventually, given, type Window } from "./editor";

const FILE = "child-k.referral.md";
const BASIS = 'there is no "Basis" section; the board needs one to consider the case';
const EMPTY = '"Basis" has no text yet; the board needs an answer here';
const ACT = 'there is no "Mental Health Act 2005"; "Mental Health Act 1983" or "Mental Capacity Act 2005" may be meant';
const DELAY = "49 working days passed between becoming aware and this referral, and nothing found here says why";

let sample: string;
let editor: Editor;
let window: Window;

before(async () => {
  sample = await readFile(given("SAMPLE"), "utf8");
  editor = await Editor.start({
    files: {
      [FILE]: sample,
      "notes.md": "# Notes\n\nNo referral, and no Basis.\n",
      // A workspace cannot choose the program, whether it is trusted or not: with this one nothing would work.
      ".vscode/settings.json": JSON.stringify({ "referral.server.path": "/bin/false" }),
    },
  });
  window = await editor.open(FILE);
});

after(() => editor?.stop());
afterEach((t) => window?.picture(`after ${t.name}`));

/** The number of a line of the sample, from 1. */
function line(text: string, whole = sample): number {
  const at = whole.split("\n").indexOf(text);
  assert.notEqual(at, -1, `there is no line "${text}"`);
  return at + 1;
}

async function lineSaved(text: string): Promise<number> {
  return line(text, await editor.read(FILE));
}

test("the findings appear, and no others", async () => {
  await window.hasFindings([BASIS, ACT, DELAY]);
  await window.picture("findings");
});

test("the status bar says how many questions are answered, and Enter there lists them", async () => {
  const item = await window.sees(".statusbar-item", "Referral: 1 of 3 answered");
  assert.match((await item.getAttribute("aria-label")) ?? "", /1 of 3 answered.*left.*1 error, 2 warnings/);
  await window.run("Referral: Show what is answered");
  await window.sees(".quick-input-list .monaco-list-row", /Answered: Is the rationale/);
  await window.sees(".quick-input-list .monaco-list-row", /Open: Are there explanations for any delays/);
  await window.press("Escape");
});

test("hover, by keys, quotes the marker's statement", async () => {
  await window.goToLine(line("## Rationale"));
  await window.press("ArrowRight");
  await window.hover(/with an appropriate rationale and in a timely manner/);
  await window.picture("hover");
  await window.press("Escape");
});

test("the view lists the sections and how far each is, and Enter goes to one", async () => {
  await window.run("Referral: Focus on Sections View");
  await window.sees(".pane-body .monaco-list-row", /Rationale\s*34 words/);
  const row = window.page.locator('.pane-body .monaco-list-row[aria-label^="Circumstances: 49 words"]');
  await row.waitFor();
  // A view that had nothing to show yet when it was focused did not get the keys.
  await window.run("Referral: Focus on Sections View");
  await window.press("Home");
  await eventually(
    async () => {
      await window.press("ArrowDown");
      return row.getAttribute("class");
    },
    (seen) => assert.match(seen ?? "", /focused/),
  );
  await window.picture("sections");
  await window.press("Enter");
  await window.sees(".statusbar-item", `Ln ${line("## Circumstances")},`);
});

test('a quick fix inserts "Basis" in its place, which moves the finding there', async () => {
  await window.goToLine(line("# Referral for Serious Case Review consideration"));
  await window.fix('Insert "Basis"');
  await window.hasFindings([EMPTY, ACT, DELAY]);
  await window.press("Control+s");
  const saved = await eventually(
    () => editor.read(FILE),
    (text) => assert.match(text, /^## Basis$/m),
  );
  const [before, inserted] = saved.split("## Basis");
  assert(before && inserted && sample.startsWith(before), "nothing before it has changed");
  assert(saved.endsWith(sample.slice(before.length)), "nothing behind it has changed");
});

test("the inserted prompts are pale and slanted, and other text is not", async () => {
  await window.goToLine(await lineSaved("## Basis"));
  const style = (text: string) =>
    window.page
      .locator(".monaco-editor .view-line span span", { hasText: text })
      .first()
      .evaluate((element) => element.computedStyleMap().get("font-style")?.toString());
  await eventually(
    () => style("prompt:"),
    (seen) => assert.equal(seen, "italic"),
  );
  assert.equal(await style("Basis"), "normal");
});

test("a sentence below it answers the question, in the status bar and in the view", async () => {
  await window.goToLine(await lineSaved("## Basis"));
  await window.press("End");
  await window.press("Enter");
  await window.type(
    "The criteria in regulation 5(2)(a) and (b)(ii) are met: physical abuse is known, the child was seriously harmed," +
      " and there is cause for concern as to how agencies worked together.",
  );
  await window.hasFindings([ACT, DELAY]);
  await window.sees(".statusbar-item", "Referral: 2 of 3 answered");
  await window.sees(".pane-body .monaco-list-row", /Basis\s*\d+ words/);
  await window.picture("answered");
});

test("from a criterion one goes to its wording", async () => {
  const basis = await lineSaved("## Basis");
  await window.goToLine(basis + 1, "The criteria in regulation 5".length);
  await window.press("F12");
  await window.sees(".tab.active", /5\(2\)/);
  await window.hasText("abuse or neglect is known or suspected");
  await window.picture("criterion");
  await window.openFile(FILE);
});

test('a quick fix inserts "Reason for delay", and going to it shows what is asked there', async () => {
  await window.goToLine(line("date-of-referral: 2015-05-14"));
  await window.fix('Insert "Reason for delay"');
  // Saved before it is there, the text would be the old one.
  await window.sees(".pane-body .monaco-list-row", "Reason for delay");
  await window.press("Control+s");
  await eventually(
    () => editor.read(FILE),
    (text) => assert.match(text, /^## Reason for delay$/m),
  );
});

test("other Markdown is left alone", async () => {
  await window.openFile("notes.md");
  await window.hasText("No referral, and no");
  await window.page.locator(".statusbar-item", { hasText: "Referral:" }).waitFor({ state: "hidden" });
  await window.sees(".pane-body", "The sections of a referral");
});
