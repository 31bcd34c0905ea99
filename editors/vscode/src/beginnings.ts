// The first sentence that the server has for an empty section, shown faintly where it would stand; Tab takes it.
//
// The language client knows the method from version 10 on; until then it is asked here.

import { languages, Range, type Disposable, type InlineCompletionItemProvider } from "vscode";
import type { OpenReferral } from "./openReferral";
import { INLINE_COMPLETION, type InlineCompletions } from "./protocol";
import type { Server } from "./server";

/** Offers them in referrals. */
export function beginnings(server: Server, referral: OpenReferral): Disposable {
  const provider: InlineCompletionItemProvider = {
    async provideInlineCompletionItems(document, position, context, token) {
      const client = server.running;
      if (client === undefined || !referral.isReferral(document)) return [];
      const { asTextDocumentIdentifier, asPosition } = client.code2ProtocolConverter;
      const params = {
        textDocument: asTextDocumentIdentifier(document),
        position: asPosition(position),
        context: { triggerKind: context.triggerKind },
      };
      const answer = await client.sendRequest<InlineCompletions | null>(INLINE_COMPLETION, params, token);
      return (answer?.items ?? []).map(({ insertText }) => ({ insertText, range: new Range(position, position) }));
    },
  };
  return languages.registerInlineCompletionItemProvider({ language: "markdown" }, provider);
}
