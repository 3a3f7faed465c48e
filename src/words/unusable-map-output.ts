import type { TrainingProblem } from '../protocol/problems/training.ts';
import type { Described, Voice } from './voice.ts';

type UnusableOut = Extract<TrainingProblem, { code: 'training-out-unusable' }>;

/** Why the folder of a map, or the file of its embeddings, cannot be written, in words. */
export function describeUnusableOut(problem: UnusableOut, voice: Voice): Described {
  return { message: messageOf(problem, voice), remedy: remedyOf(problem, voice) };
}

function messageOf({ setting, file, path, reason, detail }: UnusableOut, voice: Voice): string {
  switch (reason) {
    case 'empty':
      return voice.say('{0} is empty.', voice.setting(setting));
    case 'not-a-folder':
      return voice.say('{0} cannot be written: {1} is a file, not a folder.', file, path);
    case 'is-folder':
      return voice.say('{0} is a folder; embeddings are written to a file.', file);
    case 'no-permission':
      return voice.say('{0} cannot be written: you may not write to {1}.', file, path);
    case 'name-too-long':
      return voice.say('{0} cannot be written: the name is too long.', file);
    case 'other-extension':
      return voice.say('{0}: the name of a file of embeddings ends with .npz.', file);
    case 'other':
      return voice.say('{0} cannot be written: {1}.', file, detail);
  }
}

function remedyOf({ setting, file, reason }: UnusableOut, voice: Voice): string {
  if (setting === 'out') {
    return reason === 'empty'
      ? voice.say('Name the folder of the map, as in {0}.', voice.setting('out', './my-map'))
      : voice.say('Name another folder with {0}.', voice.setting('out'));
  }
  const example = reason === 'other-extension' ? `${file}.npz` : './embeddings.npz';
  return reason === 'empty' || reason === 'other-extension'
    ? voice.say('Name the file, as in {0}.', voice.setting(setting, example))
    : voice.say('Name another file with {0}.', voice.setting(setting));
}
