import type { HubProblem } from '../../protocol/problems/hub.ts';
import type { RunWarning } from '../../protocol/run-warnings.ts';

/** The warning of a run for which the Hub at `endpoint` gave no answer, because of this problem. */
export function lastKnownWarning(endpoint: string, problem: HubProblem): RunWarning {
  return { code: 'run-hub-did-not-answer', detail: { endpoint, reason: reasonOf(problem), used: 'cache' } };
}

/** `ECONNREFUSED`, `timeout`, `server-error 503`. */
function reasonOf(problem: HubProblem): string {
  if (problem.code === 'hub-unreachable') return problem.reason;
  const name = problem.code.slice('hub-'.length);
  return 'status' in problem ? `${name} ${problem.status}` : name;
}
