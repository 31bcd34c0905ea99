import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsOf, fileName, filled, kindsOf, nameMistake } from "../../src/referralText";

test("kinds are read from the list of the program", () => {
  assert.deepEqual(kindsOf("sar: Safeguarding Adults Review: England\r\nscr: Serious Case Review\n\n"), [
    { id: "sar", name: "Safeguarding Adults Review: England" },
    { id: "scr", name: "Serious Case Review" },
  ]);
});

test("fields are read from an outline, and what is none is passed over", () => {
  const outline = { fields: [{ id: "a", label: "A", value: "", line: 1 }, { id: "b" }, null], sections: [] };
  assert.deepEqual(fieldsOf(JSON.stringify(outline)), [{ id: "a", label: "A", value: "", line: 1 }]);
  assert.deepEqual(fieldsOf("[]"), []);
});

test("answers stand behind their labels, and nothing else changes", () => {
  const template = "---\nschema: scr\n---\n\n- **Name:** \n- **Date:**\n";
  const fields = [
    { id: "name", label: "Name", value: "", line: 5 },
    { id: "date", label: "Date", value: "", line: 6 },
  ];
  const answers = new Map([["name", " Child K\nand more "], ["date", "  "], ["other", "x"]]);
  assert.equal(filled(template, fields, answers), "---\nschema: scr\n---\n\n- **Name:** Child K and more\n- **Date:**\n");
  assert.equal(filled(template, fields, new Map()), template);
});

test("a file is named after the label", () => {
  assert.equal(fileName("Child K"), "child-k.referral.md");
  assert.equal(fileName("  Ms. Éloïse / B "), "ms-eloise-b.referral.md");
  assert.equal(fileName("…"), "new.referral.md");
  assert.equal(fileName("../../etc"), "etc.referral.md");
});

test("a name that would lead elsewhere, or is no Markdown, is refused with what would do", () => {
  assert.equal(nameMistake("child-k.referral.md"), undefined);
  assert.equal(nameMistake("2015/child-k.md"), undefined);
  assert.match(nameMistake("../child-k.md") ?? "", /in this folder/);
  assert.match(nameMistake("/tmp/child-k.md") ?? "", /in this folder/);
  assert.match(nameMistake("child-k.txt") ?? "", /end in \.md/);
  assert.match(nameMistake("child?.md") ?? "", /cannot have/);
  assert.match(nameMistake(" ") ?? "", /needs a name/);
});
