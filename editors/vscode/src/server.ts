// The server: started with the extension, stopped with it, and started again when asked to.

import { homedir } from "node:os";
import { commands, EventEmitter, window, workspace, type Disposable, type Uri } from "vscode";
import { State } from "vscode-languageclient/node";
import { Client } from "./client";
import { NoProgram, program, startable, type Program } from "./program";

/** The one server of this window. */
export class Server implements Disposable {
  /** What the server and the client have to say. No text of a document is among it. */
  readonly output = window.createOutputChannel("Referral");

  private readonly changed = new EventEmitter<void>();
  /** The server runs, or does not any more. */
  readonly onDidChange = this.changed.event;

  private client: Client | undefined;
  /** Starts and stops, one after the other. */
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly extension: Uri) {}

  /** The client of a server that answers. */
  get running(): Client | undefined {
    return this.client?.isRunning() ? this.client : undefined;
  }

  /** The program, for what is asked of it without the protocol. */
  async program(): Promise<Program> {
    return startable(
      program({
        setting: workspace.getConfiguration("referral").get("server.path", ""),
        extension: this.extension.fsPath,
        platform: process.platform,
        home: homedir(),
      }),
    );
  }

  /** Stops the server if it runs, and starts it. */
  restart(): Promise<void> {
    return this.next(async () => {
      await this.stopNow();
      await this.startNow();
    });
  }

  /** Stops the server if it runs. */
  stop(): Promise<void> {
    return this.next(() => this.stopNow());
  }

  /** Shows what went wrong, and the two places that help. */
  async report(message: string): Promise<void> {
    this.output.appendLine(message);
    const settings = "Open settings";
    const output = "Show output";
    const choice = await window.showErrorMessage(message, settings, output);
    if (choice === settings) await commands.executeCommand("workbench.action.openSettings", "referral.server.path");
    if (choice === output) this.output.show();
  }

  dispose(): void {
    this.changed.dispose();
    this.output.dispose();
  }

  private next(work: () => Promise<void>): Promise<void> {
    this.work = this.work.then(work, work);
    return this.work;
  }

  private async startNow(): Promise<void> {
    let chosen: Program;
    try {
      chosen = await this.program();
    } catch (error) {
      if (!(error instanceof NoProgram)) throw error;
      void this.report(error.message);
      return;
    }
    this.output.appendLine(`Starting ${chosen.path}`);
    const client = new Client(chosen.path, this.output, () => {
      void this.report("The program that checks referrals ended several times by itself and was not started again. " +
        'The command "Referral: Restart the server" starts it.');
    });
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) this.changed.fire();
    });
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.output.appendLine(String(error));
      void this.report(
        `${chosen.path} could not be started, so referrals are not checked. ` +
          "The output says more; the settings say which program is used.",
      );
    }
  }

  private async stopNow(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // One that never started has nothing to stop, and says so by an error.
    if (client?.needsStop()) await client.dispose().catch((error: unknown) => this.output.appendLine(String(error)));
    this.changed.fire();
  }
}
