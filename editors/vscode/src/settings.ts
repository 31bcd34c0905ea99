// What of the editor's settings is the server's.

/** The person's settings as the server takes them: without the extension's own, and without what is not set. */
export function forServer(settings: unknown): Record<string, unknown> {
  const own: Record<string, unknown> = {};
  if (typeof settings !== "object" || settings === null) return own;
  for (const [name, value] of Object.entries(settings)) {
    if (EXTENSIONS_OWN.includes(name) || value === null || value === undefined) continue;
    own[name] = value;
  }
  return own;
}

/** `referral.server.path`; and `referral.trace.server`, which the language client reads where somebody sets it. */
const EXTENSIONS_OWN = ["server", "trace"];
