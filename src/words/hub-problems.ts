import type { HubProblem } from '../protocol/problems/hub.ts';
import type { Described, Voice } from './voice.ts';

/** A problem of the Hub in words. */
export function describeHubProblem(problem: HubProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'hub-repository-not-found':
      return { message: voice.say('The Hub has no {0} {1}.', problem.repoType, problem.repo), remedy: null };
  }
}
