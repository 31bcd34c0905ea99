// Pages that exist nowhere but in the server's answers, such as that of a criterion: "Go to Definition" leads to them.
//
// The language client knows the method from version 10 on; until then it is asked here.

import { workspace, type Disposable, type TextDocumentContentProvider } from "vscode";
import type { ClientCapabilities, FeatureState, ServerCapabilities, StaticFeature } from "vscode-languageclient";
import { TEXT_DOCUMENT_CONTENT, type TextDocumentContent } from "./protocol";
import type { Client } from "./client";

/** The newer members of the capabilities that matter here. */
interface Newer {
  workspace?: { textDocumentContent?: { schemes?: string[]; dynamicRegistration?: boolean } };
}

/** Tells the server that its pages can be shown, and shows them. */
export class Pages implements StaticFeature {
  private providers: Disposable[] = [];

  constructor(private readonly client: Client) {}

  fillClientCapabilities(capabilities: ClientCapabilities & Newer): void {
    capabilities.workspace = Object.assign(capabilities.workspace ?? {}, {
      textDocumentContent: { dynamicRegistration: false },
    });
  }

  initialize(capabilities: ServerCapabilities & Newer): void {
    const provider: TextDocumentContentProvider = {
      provideTextDocumentContent: async (uri, token) => {
        const params = { uri: this.client.code2ProtocolConverter.asUri(uri) };
        return (await this.client.sendRequest<TextDocumentContent>(TEXT_DOCUMENT_CONTENT, params, token)).text;
      },
    };
    const schemes = capabilities.workspace?.textDocumentContent?.schemes ?? [];
    this.providers = schemes.map((scheme) => workspace.registerTextDocumentContentProvider(scheme, provider));
  }

  getState(): FeatureState {
    return { kind: "static" };
  }

  clear(): void {
    for (const provider of this.providers) provider.dispose();
    this.providers = [];
  }
}
