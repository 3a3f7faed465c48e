import {
  type CancellationToken,
  CancellationTokenSource,
  ErrorCodes,
  type MessageConnection,
  ResponseError,
} from 'vscode-jsonrpc/node';
import type * as z from 'zod';
import { ProblemError, problem } from '../../protocol/problem.ts';
import { type Method, problemErrorCode } from './messages.ts';

/**
 * Sends a request and returns its parsed answer. Aborting the signal asks the other end to cancel; the answer is waited for.
 *
 * @throws {ProblemError} the problem that the other end answered; engine-defect for any other error, and for an answer that is none
 */
export async function callMethod<Params extends z.ZodType, Reply extends z.ZodType>(
  connection: MessageConnection,
  method: Method<Params, Reply>,
  params: z.input<Params>,
  signal?: AbortSignal,
): Promise<z.output<Reply>> {
  const source = new CancellationTokenSource();
  const cancel = () => source.cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  if (signal?.aborted) cancel();
  try {
    const answer: unknown = await connection.sendRequest(method.name, params, source.token);
    return parseAnswer(method, answer);
  } catch (error) {
    throw problemOf(error);
  } finally {
    signal?.removeEventListener('abort', cancel);
    source.dispose();
  }
}

/** Answers a method: parameters are parsed before `handle` sees them, and a thrown problem becomes an error that carries it. */
export function onMethod<Params extends z.ZodType, Reply extends z.ZodType>(
  connection: MessageConnection,
  method: Method<Params, Reply>,
  handle: (params: z.output<Params>, signal: AbortSignal) => Promise<z.input<Reply>>,
): void {
  connection.onRequest(method.name, async (params: unknown, token: CancellationToken) => {
    const parsed = method.params.safeParse(params);
    if (!parsed.success) throw new ResponseError(ErrorCodes.InvalidParams, `${method.name}: ${parsed.error.message}`);
    try {
      return await handle(parsed.data, signalOf(token));
    } catch (error) {
      throw responseErrorOf(error);
    }
  });
}

function parseAnswer<Reply extends z.ZodType>(method: Method<z.ZodType, Reply>, answer: unknown): z.output<Reply> {
  const parsed = method.reply.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw defect(`${method.name} answered what it must not: ${parsed.error.message}`, parsed.error);
}

function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof ResponseError && error.code === problemErrorCode) {
    const parsed = problem.safeParse(error.data);
    if (parsed.success) return new ProblemError(parsed.data, { cause: error });
  }
  return defect(error instanceof Error ? error.message : String(error), error);
}

function responseErrorOf(error: unknown): ResponseError<unknown> {
  if (error instanceof ProblemError) return new ResponseError(problemErrorCode, error.problem.code, error.problem);
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new ResponseError(ErrorCodes.InternalError, reason);
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

function defect(reason: string, cause: unknown): ProblemError {
  return new ProblemError({ area: 'engine', code: 'engine-defect', reason }, { cause });
}
