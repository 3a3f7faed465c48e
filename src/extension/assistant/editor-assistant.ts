import {
  CancellationError,
  type CancellationToken,
  type ExtensionContext,
  LanguageModelTextPart,
  LanguageModelToolResult,
  McpStdioServerDefinition,
  type PreparedToolInvocation,
  Uri,
  workspace,
} from 'vscode';
import { callTool } from '../../assistant/call-tool.ts';
import { KeptResults } from '../../assistant/kept-results.ts';
import { assistantTools } from '../../assistant/tools.ts';
import type { Engine } from '../../engine/engine.ts';
import type { HubToken } from '../hub-token.ts';
import type { Log } from '../log.ts';
import { confirmDownload } from '../notebook/confirm-download.ts';
import { engineSettingsOf, readSettings } from '../settings.ts';
import { describeInvocation } from './describe-invocation.ts';

/** What the tools of the editor are made of. */
export interface AssistantServices {
  context: Pick<ExtensionContext, 'extension' | 'extensionUri'>;
  engine: Engine;
  token: HubToken;
  log: Log;
}

/** The tools of an assistant as this window runs them: on its engine, below its folders, with its dialogs. */
export class EditorAssistant {
  readonly #services: AssistantServices;
  /** An answer holds what there is: a tool of the editor has no resources. */
  readonly #results = new KeptResults({ hasResources: false });

  constructor(services: AssistantServices) {
    this.#services = services;
  }

  /** What a person is shown, and asked, before a tool runs. */
  prepare(name: string, given: unknown, token: CancellationToken): Promise<PreparedToolInvocation> {
    return describeInvocation(name, given, {
      engine: this.#services.engine,
      folders: openFolders(),
      signal: signalOf(token),
    });
  }

  /** @throws CancellationError; Error with a text for the language model, where the tool cannot do it */
  async invoke(name: string, given: unknown, token: CancellationToken): Promise<LanguageModelToolResult> {
    const { engine, log } = this.#services;
    const tool = assistantTools.find((each) => each.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const context = {
      engine,
      results: this.#results,
      folders: async () => openFolders(),
      signal: signalOf(token),
      // The status bar shows that the engine works.
      onProgress: () => {},
      confirmDownload,
    };
    const called = await callTool(tool, given, context, (error) => log.error(String(error)));
    if (called.kind === 'answer') return new LanguageModelToolResult([new LanguageModelTextPart(called.answer.text)]);
    if (called.problem.code === 'run-cancelled') throw new CancellationError();
    log.problem(called.problem, called.text);
    throw new Error(called.text);
  }

  /** The server in this extension, run by the Node of the editor. */
  server(): McpStdioServerDefinition {
    const { extension, extensionUri } = this.#services.context;
    const entry = Uri.joinPath(extensionUri, 'dist', 'mcp.js').fsPath;
    const label = 'Intermediate Task Ranker';
    const version = String(extension.packageJSON.version);
    return new McpStdioServerDefinition(label, process.execPath, [entry], { ELECTRON_RUN_AS_NODE: '1' }, version);
  }

  /** The same with the settings and the token of now, as it is about to be started. */
  async serverWithSettings(): Promise<McpStdioServerDefinition> {
    const server = this.server();
    const { token: secret, ...settings } = engineSettingsOf(readSettings(), await this.#services.token.read());
    server.args = [...server.args, JSON.stringify(settings)];
    // In the environment, because others can read the arguments of a process.
    if (secret !== null) server.env = { ...server.env, HF_TOKEN: secret };
    return server;
  }
}

function openFolders(): string[] {
  const folders = workspace.workspaceFolders ?? [];
  return folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.fsPath);
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
