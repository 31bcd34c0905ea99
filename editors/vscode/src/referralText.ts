// A new referral from the server's own template and what the person has said.

/** A kind of referral, as `referral schema list` prints it. */
export interface Kind {
  id: string;
  name: string;
}

/** A field of the template, as `referral outline --format json` lists it; lines count from 1. */
export interface Field {
  id: string;
  label: string;
  value: string | null;
  line: number;
}

/** The lines `id: name` of a list. */
export function kindsOf(list: string): Kind[] {
  const kinds: Kind[] = [];
  for (const line of list.split(/\r?\n/)) {
    const at = line.indexOf(": ");
    if (at > 0) kinds.push({ id: line.slice(0, at), name: line.slice(at + 2).trim() });
  }
  return kinds;
}

/** The fields of an outline. */
export function fieldsOf(outline: string): Field[] {
  const read: unknown = JSON.parse(outline);
  if (typeof read !== "object" || read === null || !("fields" in read) || !Array.isArray(read.fields)) return [];
  return read.fields.filter(isField);
}

function isField(field: unknown): field is Field {
  return (
    typeof field === "object" &&
    field !== null &&
    "id" in field &&
    typeof field.id === "string" &&
    "label" in field &&
    typeof field.label === "string" &&
    "line" in field &&
    typeof field.line === "number"
  );
}

/** The template with each answer behind its label. What was left empty stays as it is. */
export function filled(template: string, fields: Field[], answers: Map<string, string>): string {
  const lines = template.split("\n");
  for (const field of fields) {
    const answer = answers.get(field.id)?.trim().replace(/\s+/g, " ");
    const line = lines[field.line - 1];
    if (answer && line !== undefined) lines[field.line - 1] = `${line.trimEnd()} ${answer}`;
  }
  return lines.join("\n");
}

/** A name for the file, from what the person calls the subject. */
export function fileName(label: string): string {
  const plain = label
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return `${plain === "" ? "new" : plain}.referral.md`;
}

/** What is wrong with a name for the file; nothing if it will do. */
export function nameMistake(name: string): string | undefined {
  const given = name.trim();
  if (given === "") return "The file needs a name.";
  if (/[<>:"|?*\u0000-\u001f]/.test(given)) return 'A name cannot have any of < > : " | ? * in it.';
  if (given.split(/[\\/]/).includes("..") || /^[\\/]/.test(given)) return "The file must be in this folder.";
  if (!/\.(md|markdown)$/i.test(given)) return "The name must end in .md; one that ends in .referral.md is always read as a referral.";
  return undefined;
}
