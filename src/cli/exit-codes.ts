import type { Problem } from '../protocol/problem.ts';

/** Exit codes of `esm-rank`. Scripts rely on them: add, never change. */
export const exitCodes = {
  ok: 0,
  /** A defect of this program. */
  defect: 1,
  /** Wrong input or usage: the dataset, an option, a model that cannot be read. */
  input: 2,
  nothingToRank: 3,
  hub: 4,
  cancelled: 130,
} as const;

/** What the Hub refused of what was right on this side. */
const refusedByHub = new Set<Problem['code']>(['publish-conflict', 'publish-refused', 'publish-upload-refused']);

/** The exit code for a problem that ended the command. */
export function exitCodeOf(problem: Problem): number {
  if (problem.code === 'run-cancelled') return exitCodes.cancelled;
  if (problem.code === 'run-nothing-to-rank') return exitCodes.nothingToRank;
  if (problem.code === 'run-scoring-failed') return exitCodes.defect;
  // A text that no repository can be named by never reached the network.
  if (problem.code === 'hub-bad-repository-id') return exitCodes.input;
  // What the dataset has not is a matter of the request, not of the network.
  if (problem.code.startsWith('hub-dataset-')) return exitCodes.input;
  if (refusedByHub.has(problem.code)) return exitCodes.hub;
  return problem.area === 'hub' ? exitCodes.hub : exitCodes.input;
}
