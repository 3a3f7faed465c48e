import * as z from 'zod';
import type { DownloadPlan } from '../engine/between-stages/download-plan.ts';
import type { Engine } from '../engine/engine.ts';
import { ProblemError } from '../protocol/problem.ts';
import type { Progress } from '../protocol/progress.ts';
import type { Look } from '../protocol/rank-request.ts';
import type { KeptResult, KeptResults } from './kept-results.ts';

/** The world as a tool sees it, whoever calls it. */
export interface ToolContext {
  engine: Engine;
  results: KeptResults;
  /** Absolute paths of the folders below which files may be read. */
  folders(): Promise<readonly string[]>;
  signal: AbortSignal;
  onProgress(progress: Progress): void;
  /** Asks a person; false where they say no, or where nobody can be asked. */
  confirmDownload(plan: DownloadPlan): Promise<boolean | Look>;
}

/** What a tool answers: a text for a language model, the same as data, and the results that hold the whole where the answer shows a part. */
export interface ToolAnswer<Facts = Record<string, unknown>> {
  text: string;
  facts: Facts;
  whole: readonly KeptResult[];
}

/** A tool as a server or an editor offers it. */
export interface AssistantTool {
  /** As the client calls it. */
  name: string;
  title: string;
  /** For the language model. */
  description: string;
  /** Whether it asks the Hub. */
  isOnline: boolean;
  /** JSON Schema (draft 7, which clients know best). */
  inputSchema(): Record<string, unknown>;
  outputSchema(): Record<string, unknown>;
  /** @throws {ProblemError} run-bad-setting where the arguments are not those of the schema; problems of the tool */
  call(given: unknown, context: ToolContext): Promise<ToolAnswer>;
}

/** A tool by the shapes of what it takes and gives. */
interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> {
  name: string;
  title: string;
  description: string;
  isOnline: boolean;
  input: Input;
  output: Output;
  answer(input: z.output<Input>, context: ToolContext): Promise<ToolAnswer<z.output<Output>>>;
}

/** Makes a tool of its definition. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): AssistantTool {
  const { input, output, answer, ...facts } = definition;
  return {
    ...facts,
    inputSchema: () => z.toJSONSchema(input, { target: 'draft-7', io: 'input' }),
    outputSchema: () => z.toJSONSchema(output, { target: 'draft-7', io: 'output' }),
    call: (given, context) => answer(parseArguments(input, given), context),
  };
}

/** Characters of a wrong value that are said. */
const shownOfValue = 80;

/**
 * The arguments of a call as their schema has them.
 *
 * @throws {ProblemError} run-bad-setting, of the first that is wrong
 */
export function parseArguments<Input extends z.ZodType>(input: Input, given: unknown): z.output<Input> {
  const parsed = input.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = unknown === undefined ? (issue?.path ?? []) : [unknown];
  const setting = path.map(String).join('.').slice(0, shownOfValue) || 'arguments';
  const expected = unknown === undefined ? expectation(issue?.message ?? '') : 'no argument of this name';
  const value = shown(path.reduce<unknown>(inside, given));
  throw new ProblemError({ area: 'run', code: 'run-bad-setting', setting, value, expected });
}

/** What a message of zod asks for: of `Invalid input: expected string, received undefined` the `string`; the value stands beside it. */
function expectation(message: string): string {
  return message.replace(/^[^:]*: expected /u, '').replace(/, received \w+$/u, '');
}

function inside(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === String(key))?.[1]
    : undefined;
}

function shown(value: unknown): string {
  const written = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return written.length > shownOfValue ? `${written.slice(0, shownOfValue)}…` : written;
}
