import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import {
  type CallToolRequest,
  type CallToolResult,
  ErrorCode,
  McpError,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { callTool } from '../assistant/call-tool.ts';
import type { KeptResult, KeptResults } from '../assistant/kept-results.ts';
import type { ToolContext } from '../assistant/tool.ts';
import { assistantTools } from '../assistant/tools.ts';
import { assistantVoice } from '../assistant/voice.ts';
import type { Engine } from '../engine/engine.ts';
import type { Progress } from '../protocol/progress.ts';
import { describeAmount, describeStage } from '../words/describe-progress.ts';
import { askConsent } from './ask-consent.ts';
import { OverallProgress } from './overall-progress.ts';

/** What a call is answered with, beside what it says itself. */
export interface CallFacts {
  server: Server;
  engine: Engine;
  results: KeptResults;
  folders: ToolContext['folders'];
  onDefect(error: unknown): void;
}

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/**
 * Answers a call of a tool. What is wrong with its arguments, or with what they name, is the tool's answer, which the language model reads.
 *
 * @throws McpError where there is no such tool
 */
export async function answerCall(
  params: CallToolRequest['params'],
  extra: Extra,
  { server, engine, results, folders, onDefect }: CallFacts,
): Promise<CallToolResult> {
  const tool = assistantTools.find(({ name }) => name === params.name);
  if (tool === undefined) throw new McpError(ErrorCode.InvalidParams, `There is no tool ${params.name}.`);
  const { signal } = extra;
  const context: ToolContext = {
    engine,
    results,
    folders,
    signal,
    onProgress: progressTo(extra, onDefect),
    confirmDownload: (plan) => askConsent(server, plan, signal),
  };
  const called = await callTool(tool, params.arguments, context, onDefect);
  if (called.kind === 'problem') return { content: [{ type: 'text', text: called.text }], isError: true };
  const { text, facts, whole } = called.answer;
  if (whole.length > 0) await server.sendResourceListChanged();
  return { content: [{ type: 'text', text }, ...whole.flatMap(linkTo)], structuredContent: facts };
}

function linkTo({ name, uri, title }: KeptResult) {
  return uri === null ? [] : [{ type: 'resource_link' as const, name, uri, title, mimeType: 'application/json' }];
}

/** Progress goes only to a client that gave a token for it. */
function progressTo({ _meta, sendNotification }: Extra, onDefect: (error: unknown) => void) {
  const progressToken = _meta?.progressToken;
  const overall = new OverallProgress();
  return (progress: Progress): void => {
    const done = progressToken === undefined ? null : overall.update(progress);
    if (progressToken === undefined || done === null) return;
    const message = `${describeStage(progress.stage, assistantVoice)}: ${describeAmount(progress, assistantVoice)}`;
    const params = { progressToken, progress: done, total: 100, message };
    sendNotification({ method: 'notifications/progress', params }).catch(onDefect);
  };
}
