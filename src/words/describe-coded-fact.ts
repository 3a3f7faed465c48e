import { datasetWarning } from '../protocol/dataset-warnings.ts';
import { type ProblemFact, problemOfFact } from '../protocol/problem-of-fact.ts';
import { runWarning } from '../protocol/run-warnings.ts';
import { trainingWarning } from '../protocol/training-warnings.ts';
import { describeDatasetWarning } from './dataset-warnings.ts';
import { describeProblem } from './describe-problem.ts';
import { modelsInstead } from './models-instead.ts';
import { describeRunWarning } from './run-warnings.ts';
import { describeTrainingWarning } from './training-warnings.ts';
import type { Voice } from './voice.ts';

/**
 * The sentence for an entry of `skipped` or `warnings` of a document: its code and facts are those of a problem, or of a
 * warning about the dataset, the run or a map that was made. Null where the code is not known here, as in a document of a newer version.
 */
export function describeCodedFact(fact: ProblemFact, voice: Voice): string | null {
  const warning = datasetWarning.safeParse(fact);
  if (warning.success) return describeDatasetWarning(warning.data, voice).message;
  const ofRun = runWarning.safeParse(fact);
  if (ofRun.success) return describeRunWarning(ofRun.data, voice);
  const ofTraining = trainingWarning.safeParse(fact);
  if (ofTraining.success) return describeTrainingWarning(ofTraining.data, voice);
  const problem = problemOfFact(fact);
  if (problem === null) return null;
  const { message } = describeProblem(problem, voice);
  return problem.code === 'hub-repository-not-found' ? [message, ...modelsInstead(problem, voice)].join(' ') : message;
}
