// Comments that ask for something step back behind what the person has written.

import { Range, ThemeColor, window, workspace, type Disposable, type TextEditor } from "vscode";
import type { OpenReferral } from "./openReferral";
import { promptComments } from "./promptComments";

/** Shows them slanted and paler, in referrals only. */
export function dimming(referral: OpenReferral): Disposable[] {
  const pale = window.createTextEditorDecorationType({
    color: new ThemeColor("referral.promptForeground"),
    fontStyle: "italic",
  });
  const show = (editor: TextEditor) => {
    const { document } = editor;
    const comments = referral.isReferral(document) ? promptComments(document.getText()) : [];
    const ranges = comments.map(({ start, end }) => new Range(document.positionAt(start), document.positionAt(end)));
    editor.setDecorations(pale, ranges);
  };
  const showAll = () => window.visibleTextEditors.forEach(show);
  return [
    pale,
    referral.onDidChange(showAll),
    window.onDidChangeVisibleTextEditors(showAll),
    workspace.onDidChangeTextDocument(({ document }) => {
      window.visibleTextEditors.filter((editor) => editor.document === document).forEach(show);
    }),
  ];
}
