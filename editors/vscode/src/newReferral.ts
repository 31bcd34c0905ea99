// "New referral…": some questions, and a file made of the server's template and the answers.

import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { Uri, window, workspace, WorkspaceEdit, type WorkspaceFolder } from "vscode";
import { NoProgram } from "./program";
import { fieldsOf, fileName, filled, kindsOf, nameMistake, type Field, type Kind } from "./referralText";
import type { Server } from "./server";
import { pick, text, type Step } from "./steps";

/** The fields asked for, if the template has them; their labels are the template's. */
const ASKED = [
  { id: "subject-name", example: "Child K" },
  { id: "date-of-incident", example: "27 February 2015" },
  { id: "date-aware", example: "3 March 2015" },
  { id: "date-of-referral", example: "14 May 2015" },
];

/** Milliseconds that the program may take for its list or its template. */
const PATIENCE = 10_000;

/** What the person has said so far. */
interface Draft {
  kind: Kind;
  template: string;
  fields: Field[];
  answers: Map<string, string>;
}

/** Asks, writes and opens the file. Nothing is written if the person leaves in between, or if the file is there already. */
export async function newReferral(server: Server): Promise<void> {
  try {
    const folder = await folderForIt();
    const ask = await asker(server, folder?.uri.fsPath ?? homedir());
    const kinds = kindsOf(await ask(["schema", "list"]));
    const made = await questions(kinds, folder, async (kind) => {
      const template = await ask(["new", kind.id]);
      const fields = fieldsOf(await ask(["outline", "--format", "json", "-"], template));
      return { kind, template, fields, answers: new Map() };
    });
    if (made !== undefined) await write(folder, made.name, filled(made.draft.template, made.draft.fields, made.draft.answers));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await server.report(error instanceof NoProgram ? message : `No referral was made: ${message}`);
  }
}

async function folderForIt(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  const open = window.activeTextEditor && workspace.getWorkspaceFolder(window.activeTextEditor.document.uri);
  if (open !== undefined || folders.length < 2) return open ?? folders[0];
  return window.showWorkspaceFolderPick({ placeHolder: "The folder for the new referral" });
}

/** Runs the program in `folder`, where it finds the settings of a board, and gives what it prints. */
async function asker(server: Server, folder: string): Promise<(args: string[], input?: string) => Promise<string>> {
  const { path } = await server.program();
  return (args, input = "") =>
    new Promise((resolve, reject) => {
      const child = execFile(path, args, { cwd: folder, timeout: PATIENCE }, (error, stdout, stderr) => {
        if (error) reject(new Error(stderr.trim() || error.message));
        else resolve(stdout);
      });
      // A program that ends before it has read everything is reported by its exit code.
      child.stdin?.on("error", () => {});
      child.stdin?.end(input);
    });
}

/** The questions in their order, one back where the person asks for it. Nothing if they leave. */
async function questions(
  kinds: Kind[],
  folder: WorkspaceFolder | undefined,
  begin: (kind: Kind) => Promise<Draft>,
): Promise<{ draft: Draft; name: string } | undefined> {
  let draft: Draft | undefined;
  let number = 1;
  for (;;) {
    const asked = ASKED.filter(({ id }) => draft === undefined || draft.fields.some((field) => field.id === id));
    const hasName = folder !== undefined;
    const step: Step = { title: "New referral", number, of: 1 + asked.length + (hasName ? 1 : 0) };
    if (number === 1) {
      const answer = await askKind(step, kinds);
      if (answer === undefined) return undefined;
      if (answer.id !== draft?.kind.id) draft = await begin(answer);
      number = 2;
      continue;
    }
    if (draft === undefined) return undefined;
    const field = asked[number - 2];
    if (field === undefined && !hasName) return { draft, name: "" };
    const answer = field ? await askField(step, draft, field) : await askName(step, draft, folder);
    if (answer === "left") return undefined;
    if (answer === "back") {
      number -= 1;
      continue;
    }
    if (field === undefined) return { draft, name: answer.value };
    draft.answers.set(field.id, answer.value);
    number += 1;
  }
}

async function askKind(step: Step, kinds: Kind[]): Promise<Kind | undefined> {
  const items = kinds.map((kind) => ({ label: kind.name, description: kind.id, chosen: kind }));
  const answer = await pick(step, items, "What do you ask for?");
  return typeof answer === "object" ? answer.value.chosen : undefined;
}

function askField(step: Step, draft: Draft, asked: { id: string; example: string }) {
  const label = draft.fields.find((field) => field.id === asked.id)?.label ?? asked.id;
  return text(step, {
    prompt: `${label}. Leave it empty if it is not known yet.`,
    placeholder: `such as ${asked.example}`,
    value: draft.answers.get(asked.id) ?? "",
    mistake: async () => undefined,
  });
}

function askName(step: Step, draft: Draft, folder: WorkspaceFolder | undefined) {
  return text(step, {
    prompt: `Name of the file in ${folder?.name ?? "this folder"}.`,
    placeholder: "child-k.referral.md",
    value: fileName(draft.answers.get("subject-name") ?? ""),
    mistake: async (name) => {
      const mistake = nameMistake(name);
      if (mistake !== undefined || folder === undefined) return mistake;
      const isThere = await exists(Uri.joinPath(folder.uri, name.trim()));
      return isThere ? `${name.trim()} is there already and stays as it is; choose another name.` : undefined;
    },
  });
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Writes a file that is not there yet, or shows an unsaved one where no folder is open. */
async function write(folder: WorkspaceFolder | undefined, name: string, content: string): Promise<void> {
  if (folder === undefined) {
    await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content }));
    return;
  }
  const uri = Uri.joinPath(folder.uri, name.trim());
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, ignoreIfExists: false, contents: Buffer.from(content, "utf8") });
  if (!(await workspace.applyEdit(edit))) throw new Error(`${name.trim()} could not be written`);
  await window.showTextDocument(await workspace.openTextDocument(uri));
}
