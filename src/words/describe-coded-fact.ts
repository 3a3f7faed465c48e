import { datasetWarning } from '../protocol/dataset-warnings.ts';
import { problem } from '../protocol/problem.ts';
import { runWarning } from '../protocol/run-warnings.ts';
import { describeDatasetWarning } from './dataset-warnings.ts';
import { describeProblem } from './describe-problem.ts';
import { describeRunWarning } from './run-warnings.ts';
import type { Voice } from './voice.ts';

const areas = ['esm', 'hub', 'language-model', 'dataset', 'run'];

/**
 * The sentence for an entry of `skipped` or `warnings` of a document: its code and facts are those of a problem, or of a
 * warning about the dataset or the run. Null where the code is not known here, as in a document of a newer version.
 */
export function describeCodedFact(
  fact: { code: string; detail: Record<string, unknown>; repo?: string },
  voice: Voice,
): string | null {
  const warning = datasetWarning.safeParse(fact);
  if (warning.success) return describeDatasetWarning(warning.data, voice).message;
  const ofRun = runWarning.safeParse(fact);
  if (ofRun.success) return describeRunWarning(ofRun.data, voice);
  for (const area of areas) {
    const parsed = problem.safeParse({ repo: fact.repo, ...fact.detail, area, code: fact.code });
    if (parsed.success) return describeProblem(parsed.data, voice).message;
  }
  return null;
}
