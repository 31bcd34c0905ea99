// The messages between this extension and the server that are not part of the protocol. `editors/README.md` explains them.

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

export const STATUS = "referral/status";
export const NEXT_PROMPT = "referral.nextPrompt";
export const PREVIOUS_PROMPT = "referral.previousPrompt";
