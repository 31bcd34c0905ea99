// Going to a place of a document.

import { Range, Selection, TextEditorRevealType, Uri, window, workspace } from "vscode";
import type { Range as ProtocolRange } from "vscode-languageclient";

/** Puts the cursor at the beginning of `range` and shows it. */
export async function goTo(uri: Uri, range: ProtocolRange): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  const editor = await window.showTextDocument(document, shown?.viewColumn);
  const place = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  editor.selection = new Selection(place.start, place.start);
  editor.revealRange(place, TextEditorRevealType.InCenterIfOutsideViewport);
}
