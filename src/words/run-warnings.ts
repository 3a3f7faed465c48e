import type { RunWarning } from '../protocol/run-warnings.ts';
import type { Voice } from './voice.ts';

/** A warning about a run, in words. */
export function describeRunWarning({ code, detail }: RunWarning, voice: Voice): string {
  switch (code) {
    case 'run-hub-did-not-answer':
      return voice.say(
        '{0} did not answer ({1}): the base model and the maps are those known from before, from the cache.',
        detail.endpoint,
        detail.reason,
      );
    case 'run-device-not-started':
      return voice.say(
        '{0} could not be started ({1}): the CPU computes the embeddings instead.',
        detail.device,
        detail.reason,
      );
  }
}
