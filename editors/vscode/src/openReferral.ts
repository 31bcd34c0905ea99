// The referral in front of the person: what the server says of it as a whole, asked again when something has changed.

import { commands, EventEmitter, languages, window, workspace, type Disposable, type TextDocument } from "vscode";
import type { CancellationTokenSource, DocumentSymbol } from "vscode-languageclient/node";
import { CancellationTokenSource as Cancel, DocumentSymbolRequest } from "vscode-languageclient/node";
import { STATUS, type Status } from "./protocol";
import { rowsOf, type Row } from "./sectionRows";
import type { Server } from "./server";

/** Milliseconds without a key before the server is asked; less than a person notices, more than between two keys. */
const PAUSE = 200;

/** What is known of the document. */
export interface Known {
  document: TextDocument;
  status: Status;
  rows: Row[];
}

/** Keeps up with the document that the person looks at. */
export class OpenReferral implements Disposable {
  private readonly changed = new EventEmitter<void>();
  /** Something else is known. */
  readonly onDidChange = this.changed.event;

  /** The referral; nothing where the document is none, or the server does not run. */
  known: Known | undefined;

  private document: TextDocument | undefined;
  private readonly referrals = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private asking: CancellationTokenSource | undefined;
  private readonly disposables: Disposable[];

  constructor(private readonly server: Server) {
    this.disposables = [
      window.onDidChangeActiveTextEditor(() => this.look()),
      window.onDidChangeVisibleTextEditors(() => this.look()),
      workspace.onDidChangeTextDocument(({ document }) => this.soon(document)),
      workspace.onDidCloseTextDocument((document) => this.referrals.delete(document.uri.toString())),
      languages.onDidChangeDiagnostics(({ uris }) => {
        const own = this.document?.uri.toString();
        if (uris.some((uri) => uri.toString() === own)) this.soon(this.document);
      }),
      server.onDidChange(() => void this.ask()),
      this.changed,
    ];
    this.look();
  }

  /** True if the server took the document for a referral when it was last asked. */
  isReferral(document: TextDocument): boolean {
    return this.referrals.has(document.uri.toString());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.asking?.cancel();
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The document in front: that of the active editor; where that is a panel or a search, the last one if it can still be seen. */
  private look(): void {
    const active = window.activeTextEditor?.document;
    const last = window.visibleTextEditors.find((editor) => editor.document === this.document)?.document;
    const document = active?.languageId === "markdown" ? active : last;
    if (document === this.document) return;
    this.document = document;
    void this.ask();
  }

  private soon(document: TextDocument | undefined): void {
    if (document === undefined || document !== this.document) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), PAUSE);
  }

  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    this.asking?.cancel();
    const asking = new Cancel();
    this.asking = asking;
    const known = await this.answer(asking).catch((error: unknown) => {
      if (!asking.token.isCancellationRequested) this.server.output.appendLine(String(error));
      return undefined;
    });
    if (asking.token.isCancellationRequested) return;
    this.known = known;
    void commands.executeCommand("setContext", "referral.isOpen", known !== undefined);
    this.changed.fire();
  }

  private async answer({ token }: CancellationTokenSource): Promise<Known | undefined> {
    const document = this.document;
    const client = this.server.running;
    if (document === undefined || client === undefined) return undefined;
    const textDocument = client.code2ProtocolConverter.asTextDocumentIdentifier(document);
    const [status, symbols] = await Promise.all([
      client.sendRequest<Status | null>(STATUS, { textDocument }, token),
      client.sendRequest(DocumentSymbolRequest.type, { textDocument }, token),
    ]);
    const uri = document.uri.toString();
    if (status === null || status.schema === null) {
      this.referrals.delete(uri);
      return undefined;
    }
    this.referrals.add(uri);
    const nested = (symbols ?? []).filter((symbol): symbol is DocumentSymbol => "selectionRange" in symbol);
    return { document, status, rows: rowsOf(nested) };
  }
}
