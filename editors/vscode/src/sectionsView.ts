// The view of sections: what the outline says, in the side bar.

import { commands, EventEmitter, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window, type Disposable, type TreeDataProvider } from "vscode";
import { Range, SymbolKind } from "vscode-languageclient";
import type { OpenReferral } from "./openReferral";
import { spoken, type Row } from "./sectionRows";
import { goTo } from "./places";

/** The view, and going from a row to its place. */
export function sectionsView(referral: OpenReferral): Disposable[] {
  const sections = new Sections(referral);
  return [
    sections,
    window.createTreeView("referral.sections", { treeDataProvider: sections, showCollapseAll: true }),
    commands.registerCommand("referral.goToSection", async (uri: string, range: unknown) => {
      if (Range.is(range)) await goTo(Uri.parse(uri), range);
    }),
  ];
}

class Sections implements TreeDataProvider<Row>, Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly listening: Disposable;

  constructor(private readonly referral: OpenReferral) {
    this.listening = referral.onDidChange(() => this.changed.fire());
  }

  getChildren(row?: Row): Row[] {
    return row === undefined ? (this.referral.known?.rows ?? []) : row.rows;
  }

  getTreeItem(row: Row): TreeItem {
    const item = new TreeItem(row.name, this.fold(row));
    const uri = this.referral.known?.document.uri.toString() ?? "";
    item.id = uri + row.id;
    item.description = row.state;
    item.tooltip = spoken(row);
    item.accessibilityInformation = { label: spoken(row) };
    item.iconPath = new ThemeIcon(ICONS[row.kind] ?? "note");
    item.command = { command: "referral.goToSection", title: "Go to section", arguments: [uri, row.label] };
    return item;
  }

  dispose(): void {
    this.listening.dispose();
    this.changed.dispose();
  }

  /** Only the outermost rows are unfolded at first: what is in a section is a second look. */
  private fold(row: Row): TreeItemCollapsibleState {
    if (row.rows.length === 0) return TreeItemCollapsibleState.None;
    const isOutermost = this.referral.known?.rows.includes(row) === true;
    return isOutermost ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  }
}

/** Pictures for the protocol's kinds, as far as the server uses them; VS Code's own are made for programs. */
const ICONS: Record<number, string> = {
  [SymbolKind.Namespace]: "list-selection",
  [SymbolKind.Module]: "note",
  [SymbolKind.String]: "note",
  [SymbolKind.Field]: "tag",
};
