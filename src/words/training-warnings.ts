import type { TrainingWarning } from '../protocol/training-warnings.ts';
import type { Voice } from './voice.ts';

/** A warning about a map that was made, in words. */
export function describeTrainingWarning({ code, detail }: TrainingWarning, voice: Voice): string {
  switch (code) {
    case 'training-own-texts-only':
      return voice.say(
        'The map is fitted on the texts of {0} alone. A ranking applies it to other texts, where such a map is often worse than none. Add texts of other kinds, labelled or not, with {1}.',
        detail.source,
        voice.setting('also'),
      );
    case 'training-no-better-than-identity':
      return noBetter(detail, voice);
    case 'training-nothing-changed':
      return voice.say(
        '{1} gives the same embeddings as {0}: the map changes nothing. Was the fine-tuned model saved?',
        detail.base,
        detail.tuned,
      );
    case 'training-texts-repeated':
      return voice.say('{0} rows were left out: their texts came before, and each text counts once.', detail.rows);
    case 'training-base-is-folder':
      return voice.say(
        'The map names the folder {0} as its base model, so that nobody else can find it. Before it is published it needs the id of the model on the Hub.',
        detail.base,
      );
  }
}

function noBetter(
  { source, error, identityError }: Extract<TrainingWarning, { code: 'training-no-better-than-identity' }>['detail'],
  voice: Voice,
): string {
  const errors = [error, identityError].map((value) => Number(value.toPrecision(3)));
  return source === null
    ? voice.say(
        'The map is no better than none: its error on rows that were left out is {0}, without a map it is {1}.',
        ...errors,
      )
    : voice.say(
        'On the texts of {2} the map is no better than none: its error on rows that were left out is {0}, without a map it is {1}.',
        ...errors,
        source,
      );
}
