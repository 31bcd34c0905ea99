// Going from one open prompt to the next. Which those are is for the server to say.

import { commands, window, type Disposable } from "vscode";
import { ExecuteCommandRequest } from "vscode-languageclient/node";
import { NEXT_PROMPT, PREVIOUS_PROMPT, type PlaceParams, type PromptPlace } from "./protocol";
import type { Server } from "./server";

/** Milliseconds that a prompt stays in the status bar. */
const SHOWN = 15_000;

/** The commands for going there and back. */
export function prompts(server: Server): Disposable[] {
  return [
    commands.registerCommand("referral.goToNextPrompt", () => go(server, NEXT_PROMPT)),
    commands.registerCommand("referral.goToPreviousPrompt", () => go(server, PREVIOUS_PROMPT)),
  ];
}

async function go(server: Server, command: string): Promise<void> {
  const editor = window.activeTextEditor;
  const client = server.running;
  if (editor?.document.languageId !== "markdown") {
    void window.showInformationMessage("Open a referral first; its prompts are gone through in its editor.");
    return;
  }
  if (client === undefined) {
    void server.report("The program that checks referrals does not run, and it knows the prompts.");
    return;
  }
  if (!client.initializeResult?.capabilities.executeCommandProvider?.commands.includes(command)) {
    void window.showInformationMessage(
      "The program that checks referrals is of a version that does not go from prompt to prompt yet.",
    );
    return;
  }
  const place: PlaceParams = {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document),
    position: client.code2ProtocolConverter.asPosition(editor.selection.active),
  };
  // The server has the place shown, and says so itself where nothing is left.
  const answer: PromptPlace | null = await client.sendRequest(ExecuteCommandRequest.type, { command, arguments: [place] });
  if (answer?.prompt) window.setStatusBarMessage(answer.prompt, SHOWN);
}
