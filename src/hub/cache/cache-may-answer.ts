import { type Problem, ProblemError } from '../../protocol/problem.ts';

/**
 * Whether what is known from before may stand in for an answer: nobody answered, or the Hub does not let this user in (as
 * huggingface_hub's `hf_hub_download` decides). Not where the Hub says that something is gone, and not for a fault of this machine.
 */
export function cacheMayAnswer(error: unknown): boolean {
  return error instanceof ProblemError && (isUnanswered(error) || isRefusal(error.problem));
}

/** Whether nobody answered, or not now. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  switch (error.problem.code) {
    case 'hub-unreachable':
    case 'hub-timeout':
    case 'hub-too-slow':
    case 'hub-server-error':
    case 'hub-rate-limited':
    case 'hub-bad-response':
    case 'hub-offline-not-cached':
      return true;
    default:
      return false;
  }
}

function isRefusal(problem: Problem): boolean {
  switch (problem.code) {
    case 'hub-bad-token':
    case 'hub-gated':
    case 'hub-disabled':
      return true;
    case 'hub-repository-not-found':
      // Without a token the Hub says this of private repositories too.
      return !problem.withToken;
    case 'hub-refused':
      return problem.status === 401 || problem.status === 403;
    default:
      return false;
  }
}
