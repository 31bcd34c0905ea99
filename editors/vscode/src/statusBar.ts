// The item of the status bar, and the list behind it.

import { commands, MarkdownString, StatusBarAlignment, window, type Disposable } from "vscode";
import type { OpenReferral } from "./openReferral";
import { statusText } from "./statusText";

/** Shows how much is answered, as long as a referral is in front. */
export function statusBar(referral: OpenReferral): Disposable[] {
  const item = window.createStatusBarItem("referral.status", StatusBarAlignment.Right, 100);
  item.name = "Referral";
  item.command = "referral.showStatus";
  const show = () => {
    const text = referral.known && statusText(referral.known.status);
    if (text === undefined) {
      item.hide();
      return;
    }
    item.text = text.text;
    item.tooltip = new MarkdownString(text.tooltip, true);
    item.accessibilityInformation = { label: text.spoken };
    item.show();
  };
  show();
  return [item, referral.onDidChange(show), commands.registerCommand("referral.showStatus", () => showStatus(referral))];
}

async function showStatus(referral: OpenReferral): Promise<void> {
  const status = referral.known?.status;
  const text = status && statusText(status);
  if (text === undefined) {
    void window.showInformationMessage("No referral is open here.");
    return;
  }
  const choice = await window.showQuickPick(text.list, { title: text.spoken, placeHolder: "Enter shows what was found" });
  if (choice !== undefined) await commands.executeCommand("workbench.actions.view.problems");
}
