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
    case 'training-rows-repeated':
      return voice.say(
        '{0} rows of {1} were left out: their embeddings came before, and each counts once.',
        detail.rows,
        detail.file,
      );
    case 'training-models-swapped':
      return swapped(detail, voice);
    case 'training-base-is-folder':
      return voice.say(
        'The map names the folder {0} as its base model, so that nobody else can find it. Before it is published it needs the id of the model on the Hub.',
        detail.base,
      );
  }
}

function swapped(
  { base, tuned, by, found }: Extract<TrainingWarning, { code: 'training-models-swapped' }>['detail'],
  voice: Voice,
): string {
  const settings = [voice.setting('base'), voice.setting('tuned')];
  return by === 'head'
    ? voice.say(
        '{0} has a head for a task ({2}), and {1} has none: have {3} and {4} been swapped?',
        base,
        tuned,
        found,
        ...settings,
      )
    : voice.say(
        '{0} says that it was made from {2}, not {1} from it: have {3} and {4} been swapped?',
        base,
        tuned,
        found,
        ...settings,
      );
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
