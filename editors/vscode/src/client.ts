// The language client, with its own pop-ups turned into lines of the output: what goes wrong is said once, by `server.ts`.

import { workspace, type OutputChannel } from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  State,
  type CloseHandlerResult,
  type ErrorHandlerResult,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { Pages } from "./pages";
import { forServer } from "./settings";

/** Times that the server may end unexpectedly within `PERIOD` and is started again. */
const RESTARTS = 4;
/** In milliseconds. */
const PERIOD = 3 * 60 * 1000;

/** The client for one program. */
export class Client extends LanguageClient {
  /** `gaveUp` is called when the server ran, ended several times by itself, and is not started again. */
  constructor(program: string, output: OutputChannel, gaveUp: () => void) {
    const life: Life = { hasRun: false, ends: [] };
    super("referral", "Referral", { command: program, args: ["server"] }, options(output, life, gaveUp));
    this.registerFeature(new Pages(this));
    this.onDidChangeState(({ newState }) => {
      if (newState === State.Running) life.hasRun = true;
    });
  }

  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** What is remembered of a server. */
interface Life {
  /** It answered once; one that never did fails to start, which is said elsewhere, and would fail again. */
  hasRun: boolean;
  /** When it ended by itself, in milliseconds. */
  ends: number[];
}

function options(output: OutputChannel, life: Life, gaveUp: () => void): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "markdown" },
      { scheme: "file", pattern: "**/*.toml" },
    ],
    initializationOptions: () => ({ referral: forServer(workspace.getConfiguration().get("referral")) }),
    outputChannel: output,
    diagnosticCollectionName: "referral",
    initializationFailedHandler: () => false,
    errorHandler: {
      error: (): ErrorHandlerResult => ({ action: ErrorAction.Continue }),
      closed: (): CloseHandlerResult => {
        if (!life.hasRun) return { action: CloseAction.DoNotRestart, handled: true };
        life.ends.push(Date.now());
        const recent = life.ends.filter((end) => Date.now() - end < PERIOD);
        if (recent.length <= RESTARTS) return { action: CloseAction.Restart };
        gaveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      workspace: {
        configuration: async (params, token, next) => {
          const answers = await next(params, token);
          if (!Array.isArray(answers)) return answers;
          return answers.map((answer, at) => (params.items[at]?.section === "referral" ? forServer(answer) : answer));
        },
      },
    },
  };
}
