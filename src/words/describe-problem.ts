import type { Problem } from '../protocol/problem.ts';
import { type ProblemFact, problemOfFact } from '../protocol/problem-of-fact.ts';
import { describeDatasetProblem } from './dataset-problems.ts';
import { describeEngineProblem } from './engine-problems.ts';
import { describeEsmProblem } from './esm-problems.ts';
import { describeFilterProblem } from './filter-problems.ts';
import { describeHubProblem } from './hub-problems.ts';
import { describeLanguageModelProblem } from './language-model-problems.ts';
import { describeMergeProblem } from './merge-problems.ts';
import { describePublishProblem } from './publish-problems.ts';
import { describeRecipeProblem } from './recipe-problems.ts';
import { describeResultProblem } from './result-problems.ts';
import { describeRunProblem } from './run-problems.ts';
import { describeTrainingProblem } from './training-problems.ts';
import type { Described, Voice } from './voice.ts';

/** Turns any problem into words, in the manner of one shell. The only place that decides what a problem says. */
export function describeProblem(problem: Problem, voice: Voice): Described {
  switch (problem.area) {
    case 'dataset':
      return describeDatasetProblem(problem, voice);
    case 'hub':
      return describeHubProblem(problem, voice);
    case 'language-model':
      return describeLanguageModelProblem(problem, voice);
    case 'esm':
      return describeEsmProblem(problem, voice);
    case 'recipe':
      return describeRecipeProblem(problem, voice);
    case 'engine':
      return describeEngineProblem(problem, voice);
    case 'run':
      return describeRunProblem(problem, voice, (fact) => describeFact(fact, voice));
    case 'merge':
      return describeMergeProblem(problem, voice);
    case 'filter':
      return describeFilterProblem(problem, voice);
    case 'publish':
      return describePublishProblem(problem, voice);
    case 'training':
      return describeTrainingProblem(problem, voice);
    case 'result':
      return describeResultProblem(problem, voice);
  }
}

function describeFact(fact: ProblemFact, voice: Voice): Described | null {
  const problem = problemOfFact(fact);
  return problem === null ? null : describeProblem(problem, voice);
}
