import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { firstDatasetPrompt, firstDatasetText } from '../assistant/first-dataset-prompt.ts';
import { KeptResults } from '../assistant/kept-results.ts';
import { assistantTools } from '../assistant/tools.ts';
import type { Engine } from '../engine/engine.ts';
import { answerCall } from './answer-call.ts';
import { type OpenFolders, openFolders } from './open-folders.ts';

/** What a server is made of. */
export interface ServerFacts extends OpenFolders {
  engine: Engine;
  version: string;
  /** Told of exceptions that are no problem, which end no server. */
  onDefect(error: unknown): void;
}

const instructions =
  'Answers which public dataset a language model should be fine-tuned on first, before few labelled texts. Rank before you recommend an intermediate task, and pass the verdict on with how sure it is. Reads only files in the folders that are open to you; publishes, deletes and writes nothing.';

/** A Model Context Protocol server with the assistant's tools, whole results as resources, and the first question as a prompt; not yet connected. */
export function createServer({ engine, version, onDefect, ...folders }: ServerFacts): Server {
  const capabilities = { tools: {}, resources: { listChanged: true }, prompts: {} };
  const info = { name: 'intermediate-task-ranker', title: 'Intermediate Task Ranker', version };
  const server = new Server(info, { capabilities, instructions });
  server.onerror = onDefect;
  const results = new KeptResults({ hasResources: true });
  const open = openFolders(server, folders);
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: assistantTools.map(listed) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    answerCall(params, extra, { server, engine, results, folders: open, onDefect }),
  );
  offerResources(server, results);
  offerPrompt(server);
  return server;
}

function listed({ name, title, description, isOnline, inputSchema, outputSchema }: (typeof assistantTools)[number]) {
  return {
    name,
    title,
    description,
    inputSchema: { ...inputSchema(), type: 'object' as const },
    outputSchema: { ...outputSchema(), type: 'object' as const },
    annotations: { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: isOnline },
  };
}

function offerResources(server: Server, results: KeptResults): void {
  const mimeType = 'application/json';
  server.setRequestHandler(ListResourcesRequestSchema, () => ({
    resources: results.list().flatMap(({ name, uri, title }) => (uri === null ? [] : [{ name, uri, title, mimeType }])),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params: { uri } }) => {
    const result = results.at(uri);
    if (result === null) throw new McpError(ErrorCode.InvalidParams, `There is no resource ${uri} in this session.`);
    return { contents: [{ uri, mimeType, text: JSON.stringify(result.value) }] };
  });
}

function offerPrompt(server: Server): void {
  const { name, description } = firstDatasetPrompt;
  server.setRequestHandler(ListPromptsRequestSchema, () => ({ prompts: [firstDatasetPrompt] }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    if (params.name !== name) throw new McpError(ErrorCode.InvalidParams, `There is no prompt ${params.name}.`);
    const { file, model } = params.arguments ?? {};
    if (file === undefined) throw new McpError(ErrorCode.InvalidParams, 'The argument "file" is missing.');
    const text = firstDatasetText(file, model);
    return { description, messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] };
  });
}
