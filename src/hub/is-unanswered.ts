import { type ProblemCode, ProblemError } from '../protocol/problem.ts';

const unanswered: ReadonlySet<ProblemCode> = new Set([
  'hub-unreachable',
  'hub-timeout',
  'hub-server-error',
  'hub-rate-limited',
  'hub-offline-not-cached',
  'hub-bad-token',
]);

/** Whether the Hub gave no answer on the matter, so that what is known from before may stand in. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof ProblemError && unanswered.has(error.problem.code);
}
