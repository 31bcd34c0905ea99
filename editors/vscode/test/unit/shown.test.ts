import assert from "node:assert/strict";
import { test } from "node:test";
import { promptComments } from "../../src/promptComments";
import { rowsOf, spoken } from "../../src/sectionRows";
import { forServer } from "../../src/settings";
import { statusText } from "../../src/statusText";

const none = { errors: 0, warnings: 0, informations: 0, hints: 0 };
const why = "the front matter says `schema: scr`";

test("the status says how many questions are answered, and each with a word", () => {
  const text = statusText({
    schema: "scr",
    why,
    status: "draft",
    questions: [
      { id: "a", text: "Is it clear?", answered: true },
      { id: "b", text: "Is it stated?", answered: false },
      { id: "c", text: "Is it late?", answered: null },
    ],
    counts: { ...none, errors: 1, warnings: 2 },
    promptsLeft: { needed: 1, besides: 2 },
    nextDeadline: {
      timescale: "board-decision",
      label: "the board decides",
      date: "2015-06-14",
      basis: "one month from 14 May 2015",
      confirmed: true,
    },
  });
  assert.equal(text?.text, "$(checklist) Referral: 1 of 3 answered, draft, next deadline 14 June 2015");
  assert.equal(text?.spoken, "Referral: 1 of 3 answered, draft, next deadline 14 June 2015. 1 prompt is left, 2 optional. Found: 1 error, 2 warnings.");
  assert.deepEqual(text?.list, [
    "$(check) Answered: Is it clear?",
    "$(circle-large-outline) Open: Is it stated?",
    "$(question) Cannot be told: Is it late?",
    "$(edit) 1 prompt is left, 2 optional.",
    "$(calendar) Next deadline: 14 June 2015, the board decides (one month from 14 May 2015).",
  ]);
});

test("a kind without questions is named, and a document that is no referral says nothing", () => {
  const status = { why, status: "ready", questions: [], counts: none, promptsLeft: { needed: 0, besides: 0 }, nextDeadline: null };
  assert.equal(statusText({ ...status, schema: "own" })?.spoken, "Referral: own. No prompt is left. Nothing found.");
  assert.equal(statusText({ ...status, schema: null }), undefined);
});

test("rows are nested as the outline is, with a name of their own each", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const symbol = (name: string, detail = "") => ({ name, detail, kind: 2 as const, range, selectionRange: range });
  const rows = rowsOf([{ ...symbol("Title"), children: [symbol("Basis", "4 prompts left"), symbol("Basis")] }]);
  assert.deepEqual(rows[0]?.rows.map((row) => row.id), ["/Title#1/Basis#1", "/Title#1/Basis#2"]);
  assert.deepEqual(rows[0]?.rows.map(spoken), ["Basis: 4 prompts left", "Basis"]);
});

test("comments that ask for something are found, over lines too, and other comments are not", () => {
  const text = "a <!-- prompt: What? --> b <!-- note --> <!--prompt:\nWho?--> <!-- prompt: not closed";
  assert.deepEqual(
    promptComments(text).map(({ start, end }) => text.slice(start, end)),
    ["<!-- prompt: What? -->", "<!--prompt:\nWho?-->"],
  );
});

test("the server gets the settings that are set, without the extension's own", () => {
  const settings = { server: { path: "/x" }, trace: {}, division: "scotland", boards: null, severities: {} };
  assert.deepEqual(forServer(settings), { division: "scotland", severities: {} });
  assert.deepEqual(forServer(null), {});
});
