import { type Problem, ProblemError } from '../protocol/problem.ts';
import { plainText } from '../ranking/plain-text.ts';
import { describeProblem } from '../words/describe-problem.ts';
import { formatBytes } from '../words/format-bytes.ts';
import type { AssistantTool, ToolAnswer, ToolContext } from './tool.ts';
import { assistantVoice } from './voice.ts';

/** How a call ended: an answer, or what was wrong, in a text that says what to do. */
export type Called = { kind: 'answer'; answer: ToolAnswer } | { kind: 'problem'; text: string; problem: Problem };

/**
 * Calls a tool. What a person or a language model can act on comes back as text; a defect does, too, so that a server outlives it, and goes to `onDefect`.
 */
export async function callTool(
  tool: AssistantTool,
  given: unknown,
  context: ToolContext,
  onDefect: (error: unknown) => void,
): Promise<Called> {
  try {
    const answer = await tool.call(given, context);
    return { kind: 'answer', answer: { ...answer, text: plainText(answer.text) } };
  } catch (error) {
    if (!(error instanceof ProblemError)) onDefect(error);
    const problem = problemOf(error);
    return { kind: 'problem', text: plainText(problemText(problem)), problem };
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return { area: 'engine', code: 'engine-defect', reason };
}

function problemText(problem: Problem): string {
  const { message, remedy } = describeProblem(problem, assistantVoice);
  // Whoever calls a tool cannot consent: that is for the person whose machine and network it is.
  if (problem.code === 'run-download-needs-consent' || problem.code === 'hub-dataset-needs-consent') {
    return `${message} Nothing was downloaded: above ${formatBytes(problem.limitBytes)} a person must agree, and nobody did. ${withLess(problem)}`;
  }
  return remedy === null ? message : `${message} ${remedy}`;
}

function withLess(
  problem: Extract<Problem, { code: 'run-download-needs-consent' | 'hub-dataset-needs-consent' }>,
): string {
  if (problem.code === 'hub-dataset-needs-consent') return 'Ask the user; another config or split may be smaller.';
  return `Ask the user: they can download ahead with \`esm-rank esms --model ${problem.model} --prefetch\`. Or call again with a smaller maxEsms, or with cachedOnly for what is here already.`;
}
