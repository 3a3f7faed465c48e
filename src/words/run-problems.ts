import type { RunProblem } from '../protocol/problems/run.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of a run in words. */
export function describeRunProblem(problem: RunProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'run-cancelled':
      return { message: voice.say('Cancelled.'), remedy: null };
  }
}
