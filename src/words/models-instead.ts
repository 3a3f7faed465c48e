import { listSome } from './dataset-facts.ts';
import type { Voice } from './voice.ts';

/** Which base model may have been meant, and which there are that have maps: a sentence each, none where that is not known. */
export function modelsInstead(
  { models = [], nearest }: { models?: readonly string[] | undefined; nearest?: string | undefined },
  voice: Voice,
): string[] {
  const meant = nearest === undefined ? [] : [voice.say('Did you mean "{0}"?', nearest)];
  return models.length === 0
    ? meant
    : [...meant, voice.say('Base models with maps are: {0}.', listSome(models, voice, 5))];
}
