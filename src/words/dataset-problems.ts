import type { DatasetProblem } from '../protocol/problems/dataset.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of the dataset in words. */
export function describeDatasetProblem(problem: DatasetProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'dataset-missing-file':
      return { message: voice.say('There is no file {0}.', problem.file), remedy: null };
    case 'dataset-no-such-column':
      return {
        message: voice.say('{0} has no column "{1}".', problem.file, problem.column),
        remedy: voice.say('Its columns are: {0}.', problem.columns.join(', ')),
      };
  }
}
