// Starts the server and shows what it says in the places that VS Code has for it.
//
// What a referral is, and what is missing from one, is for the server to say; nothing about that is known here.

import { commands, workspace, type ExtensionContext } from "vscode";
import { beginnings } from "./beginnings";
import { dimming } from "./dimming";
import { newReferral } from "./newReferral";
import { OpenReferral } from "./openReferral";
import { prompts } from "./prompts";
import { sectionsView } from "./sectionsView";
import { Server } from "./server";
import { statusBar } from "./statusBar";

let server: Server | undefined;

export function activate(context: ExtensionContext): void {
  const own = new Server(context.extensionUri);
  server = own;
  const referral = new OpenReferral(own);
  context.subscriptions.push(
    own,
    referral,
    ...statusBar(referral),
    ...sectionsView(referral),
    ...dimming(referral),
    ...prompts(own),
    beginnings(own, referral),
    commands.registerCommand("referral.newReferral", () => newReferral(own)),
    commands.registerCommand("referral.restartServer", () => own.restart()),
    commands.registerCommand("referral.showOutput", () => own.output.show()),
    commands.registerCommand("referral.openWalkthrough", () =>
      commands.executeCommand("workbench.action.openWalkthrough", `${context.extension.id}#first`),
    ),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("referral.server.path")) void own.restart();
    }),
  );
  void own.restart();
}

export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
