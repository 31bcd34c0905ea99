import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

// Tests are run from the folder of the extension.
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const { contributes } = manifest;

test("the settings are those of referral.toml, in its words", () => {
  execFileSync(process.execPath, ["scripts/settings.mjs", "--check"], { stdio: "inherit" });
});

test("a workspace can neither name the program nor be without the reason", () => {
  const { untrustedWorkspaces } = manifest.capabilities;
  assert.equal(untrustedWorkspaces.supported, "limited");
  assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, ["referral.server.path"]);
  assert.equal(contributes.configuration.properties["referral.server.path"].scope, "machine");
});

test("every setting says what it is for", () => {
  for (const [name, setting] of Object.entries<Record<string, string>>(contributes.configuration.properties)) {
    assert.match(setting["markdownDescription"] ?? "", /\.$/, name);
  }
});

test("every command that is named anywhere is there, and every one can be reached without a mouse", () => {
  const commands: string[] = contributes.commands.map((one: { command: string }) => one.command);
  const text = JSON.stringify(contributes);
  const named = [...text.matchAll(/"command":"([^"]+)"|\(command:([a-zA-Z.]+)|onCommand:([a-zA-Z.]+)/g)];
  const own = named.map(([, menu, link, event]) => menu ?? link ?? event ?? "").filter((name) => name.startsWith("referral."));
  const missing = own.filter((name) => !commands.includes(name) && name !== "referral.sections.focus");
  assert.deepEqual(missing, []);
  const hidden = contributes.menus.commandPalette.filter((one: { when: string }) => one.when === "false");
  // Rows of the view go to their sections with Enter.
  assert.deepEqual(hidden.map((one: { command: string }) => one.command), ["referral.goToSection"]);
});

test("the pages and pictures that are named are there", () => {
  const media = contributes.walkthroughs[0].steps.map((step: { media: { markdown: string } }) => step.media.markdown);
  for (const file of [manifest.icon, contributes.viewsContainers.activitybar[0].icon, ...media]) {
    assert(existsSync(file), file);
  }
});

test("nothing that comes with the extension reports on the person", () => {
  assert.deepEqual(Object.keys(manifest.dependencies), ["vscode-languageclient"]);
});
