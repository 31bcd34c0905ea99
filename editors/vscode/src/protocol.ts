// The messages between this extension and the server that the language client does not know: the server's own, which
// `editors/README.md` explains, and newer ones of the protocol.

import type { Position, Range } from "vscode-languageclient";

/** Names a document, and a place in it. */
export interface PlaceParams {
  textDocument: { uri: string };
  position: Position;
}

/** The answer to `referral/status`. */
export interface Status {
  /** Null in a document that is not a referral. */
  schema: string | null;
  why: string;
  status: string | null;
  questions: { id: string; text: string; answered: boolean | null }[];
  /** Answers that the board needs, and those that are asked besides. */
  promptsLeft: { needed: number; besides: number };
  /** Null where none lies ahead. */
  nextDeadline: { timescale: string; label: string; date: string; basis: string; confirmed: boolean } | null;
  counts: { errors: number; warnings: number; informations: number; hints: number };
}

/** The answer to the commands that go from prompt to prompt; null where there is no other. */
export interface PromptPlace {
  uri: string;
  range: Range;
  /** What is asked there. */
  prompt: string | null;
}

/** The answer to `textDocument/inlineCompletion`, as far as the server gives it. */
export interface InlineCompletions {
  items: { insertText: string }[];
}

/** The answer to `workspace/textDocumentContent`. */
export interface TextDocumentContent {
  text: string;
}

export const INLINE_COMPLETION = "textDocument/inlineCompletion";
export const TEXT_DOCUMENT_CONTENT = "workspace/textDocumentContent";
export const STATUS = "referral/status";
export const NEXT_PROMPT = "referral.nextPrompt";
export const PREVIOUS_PROMPT = "referral.previousPrompt";
