// The real VS Code in a browser that nobody sees: started, looked at and typed into as a person does.
//
// Nothing here waits for time to pass; everything waits for what it expects to be seen.

import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";

/** Milliseconds that anything may take on a slow machine. */
const PATIENCE = 60_000;

/** Something of the environment that `run.mjs` sets. */
export function given(name: string): string {
  const value = process.env[`REFERRAL_TEST_${name}`];
  assert(value, `REFERRAL_TEST_${name} is not set: run \`npm run test:browser\``);
  return value;
}

/** What an editor is started with. */
export interface Setup {
  /** Files of the workspace by their names. */
  files: Record<string, string>;
  /** Settings of the machine, which the extension's own are. */
  machine?: Record<string, unknown>;
  /** True if the editor asks whether the workspace is trusted, and is told that it is not. */
  untrusted?: boolean;
}

/** Chosen for tests: nothing moves, nothing is offered that is not ours. */
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.reduceMotion": "on",
  "workbench.tips.enabled": false,
  "workbench.layoutControl.enabled": false,
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.accessibilitySupport": "off",
  "security.workspace.trust.startupPrompt": "always",
  "files.autoSave": "off",
};

/** One code-server, one browser and one workspace. */
export class Editor {
  private constructor(
    readonly folder: string,
    readonly workspace: string,
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    private readonly address: string,
  ) {}

  static async start({ files, machine = {}, untrusted = false }: Setup): Promise<Editor> {
    const folder = await mkdtemp(path.join(tmpdir(), "referral-editor-"));
    const workspace = path.join(folder, "referrals");
    const write = async (name: string, text: string) => {
      await mkdir(path.dirname(name), { recursive: true });
      await writeFile(name, text);
    };
    await mkdir(workspace);
    for (const [name, text] of Object.entries(files)) await write(path.join(workspace, name), text);
    await write(path.join(folder, "data/User/settings.json"), JSON.stringify(SETTINGS));
    await write(path.join(folder, "data/Machine/settings.json"), JSON.stringify(machine));
    const server = spawn(given("NODE"), [
      given("CODE_SERVER"),
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0", "--config", path.join(folder, "config.yaml")],
      ...["--user-data-dir", path.join(folder, "data"), "--extensions-dir", given("EXTENSIONS")],
      ...["--disable-telemetry", "--disable-update-check", ...(untrusted ? [] : ["--disable-workspace-trust"])],
    ], { stdio: ["ignore", "pipe", "ignore"], cwd: folder });
    const address = await listening(server);
    const browser = await chromium.launch({
      executablePath: given("CHROMIUM"),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    });
    return new Editor(folder, workspace, server, browser, address);
  }

  /** A new window of the workspace, with a file open if one is named. */
  async open(file?: string, { untrusted = false } = {}): Promise<Window> {
    const { host } = new URL(this.address);
    const payload = file ? [["openFile", `vscode-remote://${host}${path.join(this.workspace, file)}`]] : [];
    const page = await this.page({ folder: this.workspace, payload: JSON.stringify(payload) });
    if (untrusted) await page.locator(".monaco-dialog-box .monaco-button", { hasText: "No, I don't trust" }).click();
    await isReady(page);
    if (file) await page.waitForSelector(".monaco-editor .view-line");
    return new Window(page);
  }

  /** A new window without a folder. */
  async openEmpty(): Promise<Window> {
    const page = await this.page({ ew: "true" });
    await isReady(page);
    return new Window(page);
  }

  private async page(query: Record<string, string>): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 } });
    // Nothing but this machine is ever asked.
    await context.route("**/*", (route) => {
      const { hostname, protocol } = new URL(route.request().url());
      return hostname === "127.0.0.1" || protocol === "data:" || protocol === "blob:" ? route.continue() : route.abort();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE);
    await page.goto(`${this.address}?${new URLSearchParams(query)}`, { waitUntil: "commit", timeout: PATIENCE });
    await page.waitForSelector(".monaco-workbench");
    return page;
  }

  /** The names of the workspace's files, in order. */
  async files(): Promise<string[]> {
    return (await readdir(this.workspace)).sort();
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.workspace, file), "utf8");
  }

  async stop(): Promise<void> {
    await this.browser.close();
    const left = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill();
    await left;
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Waits until VS Code has read the extension: before, the palette does not list its commands. */
async function isReady(page: Page): Promise<void> {
  await page.locator(".activitybar .action-label[aria-label^=Referral]").waitFor();
}

function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const address = /listening on (http:\/\/127\.0\.0\.1:\d+\/)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    server.once("exit", (code) => reject(new Error(`code-server left with code ${code}:\n${said}`)));
  });
}

/** One window, and what a person does and sees there. */
export class Window {
  constructor(readonly page: Page) {}

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Waits until something with this text can be seen. */
  async sees(selector: string, text: string | RegExp): Promise<Locator> {
    const found = this.page.locator(selector, { hasText: text }).first();
    await found.waitFor();
    return found;
  }

  /** Runs a command by its name, from the palette. */
  run(command: string): Promise<void> {
    return this.pick("F1", `>${command}`, command);
  }

  /** Opens another file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    await this.pick("Control+p", name, name);
    await this.sees(".tab.active", name);
  }

  /** Puts the cursor into a line, at its beginning if no column is named. Both count from 1. */
  async goToLine(line: number, column = 1): Promise<void> {
    await this.press("Control+1");
    await this.isInText();
    const there = this.page.locator(".statusbar-item", { hasText: new RegExp(`Ln ${line}, Col ${column}\\b`) }).first();
    // The cursor is put there after the list has closed. Where it stood there before, that would not be seen, and the next
    // key would come too early.
    await this.press(line === 1 ? "Control+End" : "Control+Home");
    await there.waitFor({ state: "detached" });
    await this.pick("Control+g", `:${line}:${column}`, `line ${line}`);
    await there.waitFor();
    await this.isInText();
  }

  /** Opens the list at the top with a key, writes into it and takes the row that it then marks. */
  private async pick(key: string, text: string, row: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget input");
    const marked = this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: row }).first();
    // Another part of the window that takes the focus closes the list, and the list, while it opens, may put its own
    // beginning over what is written: then a person opens it or writes again.
    const look = async () => {
      if (!(await input.isVisible())) {
        await this.press(key);
        await input.waitFor({ timeout: PATIENCE / 20 }).catch(() => undefined);
      }
      if (!(await input.isVisible())) return false;
      if ((await input.inputValue()) !== text) await input.fill(text, { force: true });
      return marked.isVisible();
    };
    await eventually(look, (seen) => assert(seen, `the list has "${row}" after "${text}"`));
    await this.press("Enter");
  }

  /** Waits until what is typed goes into the text: a key that is pressed before is lost. */
  private async isInText(): Promise<void> {
    await this.page.waitForFunction(() => Boolean(document.activeElement?.closest(".editor-instance .monaco-editor")));
  }

  /** Waits until exactly these findings, and no others, are listed under Problems. */
  async hasFindings(expected: string[]): Promise<void> {
    const list = this.page.locator(".markers-panel");
    if (!(await list.isVisible())) await this.press("Control+Shift+m");
    const messages = () =>
      this.page.$$eval(".markers-panel .monaco-list-row .marker-message-details-container", (rows) =>
        rows.map((row) => row.querySelector(".marker-message")?.textContent?.replace(/\s+/g, " ").trim() ?? ""),
      );
    await eventually(messages, (found) => assert.deepEqual([...found].sort(), [...expected].sort()));
  }

  /** Two keys, one after the other, the second once the editor waits for it. */
  async chord(first: string, second: string): Promise<void> {
    await this.press(first);
    await this.sees(".statusbar-item", "was pressed. Waiting for second key of chord");
    await this.press(second);
  }

  /** Takes the one action with this in its title, at the cursor, from the menu. */
  async fix(title: string): Promise<void> {
    const action = this.page.locator(".action-widget .monaco-list-row.action", { hasText: title }).first();
    await this.shows(action, () => this.press("Control+."));
    await action.click();
  }

  /** Asks, by keys, what there is to say of the place where the cursor is. */
  hover(text: RegExp): Promise<void> {
    const hover = this.page.locator(".monaco-hover", { hasText: text }).first();
    return this.shows(hover, () => this.chord("Control+k", "Control+i"));
  }

  /** Asks what may be inserted at the cursor, and waits until this is marked. */
  suggests(text: string): Promise<void> {
    const row = this.page.locator(".suggest-widget .monaco-list-row.focused", { hasText: text }).first();
    return this.shows(row, () => this.press("Control+Space"));
  }

  /**
   * Asks for something that shows itself beside the cursor. Another part of the window that takes the focus, or a line
   * that moves because something was added above it, closes it again: then a person asks again.
   */
  private async shows(wanted: Locator, ask: () => Promise<void>): Promise<void> {
    const look = async () => {
      if (!(await wanted.isVisible())) await ask();
      return wanted.waitFor({ timeout: PATIENCE / 6 }).then(() => true, () => false);
    };
    await eventually(look, (seen) => assert(seen, `${wanted} is shown`));
  }

  /** Keeps a picture of the window, if somebody wants one. */
  async picture(name: string): Promise<void> {
    const folder = process.env["REFERRAL_TEST_PICTURES"];
    if (folder) await this.page.screenshot({ path: path.join(folder, `${name}.png`) });
  }

  /** Waits until the text of the editor has all of this. */
  async hasText(...parts: string[]): Promise<void> {
    for (const part of parts) await this.sees(".monaco-editor .view-lines", part);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

/** Looks again until what is seen passes. */
export async function eventually<T>(look: () => Promise<T>, check: (seen: T) => void): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    try {
      check(seen);
      return seen;
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
