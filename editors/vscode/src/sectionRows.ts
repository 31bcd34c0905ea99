// The rows of the view of sections, from the outline as the server sends it.

import type { DocumentSymbol, Range } from "vscode-languageclient";

/** One row. */
export interface Row {
  name: string;
  /** How far it is, in the server's words; may be empty. */
  state: string;
  kind: number;
  range: Range;
  /** Where to go to. */
  label: Range;
  rows: Row[];
  /** Names a row in the same place of the outline, so that what is folded stays folded while one types. */
  id: string;
}

/** The rows below `above`, as nested as the outline. */
export function rowsOf(symbols: DocumentSymbol[], above = ""): Row[] {
  const seen = new Map<string, number>();
  return symbols.map((symbol) => {
    const count = (seen.get(symbol.name) ?? 0) + 1;
    seen.set(symbol.name, count);
    const id = `${above}/${symbol.name}#${count}`;
    return {
      name: symbol.name,
      state: symbol.detail ?? "",
      kind: symbol.kind,
      range: symbol.range,
      label: symbol.selectionRange,
      rows: rowsOf(symbol.children ?? [], id),
      id,
    };
  });
}

/** What a screen reader says of a row. */
export function spoken(row: Row): string {
  return row.state === "" ? row.name : `${row.name}: ${row.state}`;
}
