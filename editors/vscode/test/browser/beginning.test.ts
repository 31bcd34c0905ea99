// A referral that is not there yet: the questions, the file, and the walkthrough that leads to them.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Editor, eventually, type Window } from "./editor";

let editor: Editor;
let window: Window;

before(async () => {
  editor = await Editor.start({ files: { "notes.md": "# Notes\n", "child-q.referral.md": "---\nschema: scr\n---\n" } });
  window = await editor.open("notes.md");
});

afterEach((t) => window?.picture(`after ${t.name}`));
after(() => editor?.stop());

const INPUT = ".quick-input-widget input";

/** Waits for a question, answers it by `value`, and goes on. */
async function answer(question: string | RegExp, value: string): Promise<void> {
  await window.sees(".quick-input-widget", question);
  await window.page.locator(INPUT).fill(value);
  await window.press("Enter");
}

test("the kinds of referral are the program's, and typing narrows them down", async () => {
  await window.run("Referral: New referral…");
  await window.sees(".quick-input-titlebar", "New referral (1/6)");
  await window.sees(".quick-input-list .monaco-list-row", "Safeguarding Adults Review");
  await window.page.locator(INPUT).fill("serious case");
  await window.sees(".quick-input-list .monaco-list-row.focused", "Serious Case Review consideration, England");
  await window.picture("new-kind");
  await window.press("Enter");
});

test("the label and the dates are asked for in the form's own words, and one can go back", async () => {
  await answer("Name or identifier", "Child Q");
  await window.sees(".quick-input-widget", "Date of incident");
  await window.picture("new-date");
  await (await window.sees(".quick-input-titlebar .action-item", "")).locator("a").first().click();
  await window.sees(".quick-input-widget", "Name or identifier");
  assert.equal(await window.page.locator(INPUT).inputValue(), "Child Q", "what was said is kept");
  await window.press("Enter");
  await answer("Date of incident", "27 February 2015");
  await answer("Date the referrer became aware", "3 March 2015");
  await answer("Date of referral", "");
});

test("a file that is there already is not touched", async () => {
  await window.sees(".quick-input-widget", "Name of the file in referrals");
  assert.equal(await window.page.locator(INPUT).inputValue(), "child-q.referral.md");
  await window.press("Enter");
  await window.sees(".quick-input-widget", "child-q.referral.md is there already and stays as it is");
  await window.picture("new-name");
});

test("the file has the template and the answers, is opened, and is found fault with as a draft", async () => {
  await answer("is there already", "child-q-2.referral.md");
  await window.hasText("# Referral for Serious Case Review consideration");
  const text = await editor.read("child-q-2.referral.md");
  assert.match(text, /^schema: scr$/m);
  assert.match(text, /^- \*\*Name or identifier:\*\* Child Q$/m);
  assert.match(text, /^- \*\*Date of incident:\*\* 27 February 2015$/m);
  assert.match(text, /^- \*\*Date the referrer became aware:\*\* 3 March 2015$/m);
  assert.match(text, /^- \*\*Date of referral:\*\* ?$/m, "what was left empty is as the template has it");
  await window.sees(".statusbar-item", /Referral: \d of 3 answered, draft/);
});

test("leaving in between writes nothing", async () => {
  await window.run("Referral: New referral…");
  await window.sees(".quick-input-list .monaco-list-row", "Safeguarding Adults Review");
  await window.page.locator(INPUT).fill("sar");
  await window.sees(".quick-input-list .monaco-list-row.focused", "Safeguarding Adults Review");
  await window.press("Enter");
  await window.sees(".quick-input-widget", "Name or identifier");
  await window.press("Escape");
  await window.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  assert.deepEqual(await editor.files(), ["child-q-2.referral.md", "child-q.referral.md", "notes.md"]);
});

test("where no folder is open, the referral is a document that is not saved yet", async () => {
  const empty = await editor.openEmpty();
  try {
    await empty.run("Referral: New referral…");
    await empty.sees(".quick-input-titlebar", "New referral (1/5)");
    await empty.page.locator(INPUT).fill("adult practice");
    await empty.sees(".quick-input-list .monaco-list-row.focused", "Adult Practice Review");
    await empty.press("Enter");
    for (const step of ["2/5", "3/5", "4/5", "5/5"]) {
      await empty.sees(".quick-input-titlebar", step);
      await empty.press("Enter");
    }
    await empty.hasText("# Referral for Adult Practice Review consideration");
    await empty.sees(".tab.active", "Untitled-1");
    await empty.sees(".statusbar-item", /Referral: \d of \d answered, draft/);
  } finally {
    await empty.close();
  }
});

test("the walkthrough has its steps and begins a referral", async () => {
  await window.run("Referral: Open the walkthrough");
  await window.sees(".gettingStartedContainer", "Write a referral");
  const steps = () => window.page.locator(".gettingStartedContainer .step-title").allTextContents();
  await eventually(steps, (seen) =>
    assert.deepEqual(
      seen.map((step) => step.trim()),
      ["Begin one", "Answer what is asked", "See what would be missed", "See how far you are", "Fit it to your board"],
    ),
  );
  await window.picture("walkthrough");
  await (await window.sees(".gettingStartedContainer .monaco-button", "New referral…")).click();
  await window.sees(".quick-input-titlebar", "New referral (1/6)");
  await window.press("Escape");
});
