import type { RankedTask } from '../../ranking/document.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';

/** Hyper-parameters of the map under names for people. Fields that are not known are named after themselves. */
const names: Readonly<Record<string, string>> = {
  lmEpochs: 'Model epochs',
  lmBatchSize: 'Model batch size',
  lmLearningRate: 'Model learning rate',
  lmWeightDecay: 'Model weight decay',
  lmOptimizer: 'Model optimizer',
  esmEpochs: 'Map epochs',
  esmBatchSize: 'Map batch size',
  esmLearningRate: 'Map learning rate',
  esmWeightDecay: 'Map weight decay',
  esmOptimizer: 'Map optimizer',
  esmSolver: 'Map solved by',
  esmRidgeLambda: 'Map ridge λ',
  esmMse: 'Map error',
  esmMseIdentity: 'Error without the map',
  esmR2: 'Map explains (R²)',
  seed: 'Seed',
  streamed: 'Streamed',
  developers: 'Made by',
  version: 'Format version',
};

/** What the map states of its own training, as names and values. Values are untrusted text. */
export function trainingFacts(training: RankedTask['training'], say: Translate): { name: string; value: string }[] {
  return Object.entries(training)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => ({
      name: Object.hasOwn(names, key) ? say(names[key] ?? key) : plainLine(key),
      value: plainLine(typeof value === 'string' ? value : JSON.stringify(value)),
    }));
}
