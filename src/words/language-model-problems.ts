import type { LanguageModelProblem } from '../protocol/problems/language-model.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of the base language model in words. */
export function describeLanguageModelProblem(problem: LanguageModelProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'model-no-pooler':
      return {
        message: voice.say('{0} has no pooler weights.', problem.model),
        remedy: voice.say('Use {0}.', voice.setting('pooling', 'first')),
      };
  }
}
