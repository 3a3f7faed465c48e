import type { EsmProblem } from '../protocol/problems/esm.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of one Embedding Space Map in words. */
export function describeEsmProblem(problem: EsmProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'esm-dimension-mismatch':
      return {
        message: voice.say(
          '{0} maps {1} dimensions, the base model has {2}.',
          problem.repo,
          problem.found,
          problem.expected,
        ),
        remedy: null,
      };
  }
}
