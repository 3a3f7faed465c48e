import type { RunProblem } from '../protocol/problems/run.ts';
import type { Described, Voice } from './voice.ts';

type UnusableOutput = Extract<RunProblem, { code: 'run-output-unusable' }>;

/** Why no result can be written to a file, in words. */
export function describeUnusableOutput(problem: UnusableOutput, voice: Voice): Described {
  return { message: messageOf(problem, voice), remedy: remedyOf(problem, voice) };
}

function messageOf({ file, path, reason, detail }: UnusableOutput, voice: Voice): string {
  switch (reason) {
    case 'no-folder':
      return voice.say('{0} cannot be written: there is no folder {1}.', file, path);
    case 'not-a-folder':
      return voice.say('{0} cannot be written: {1} is a file, not a folder.', file, path);
    case 'is-folder':
      return file === ''
        ? voice.say('The result has no file name.')
        : voice.say('{0} is a folder; a result is written to a file.', file);
    case 'is-socket':
      return voice.say('{0} is a socket; a result is written to a file, a pipe or a device.', file);
    case 'is-input':
      return voice.say('{0} is read for this result, which would take its place.', file);
    case 'no-permission':
      return voice.say('{0} cannot be written: you may not write to {1}.', file, path);
    case 'name-too-long':
      return voice.say('{0} cannot be written: the name is too long.', file);
    case 'other':
      return voice.say('{0} cannot be written: {1}.', file, detail);
  }
}

function remedyOf({ reason }: UnusableOutput, voice: Voice): string {
  const setting = voice.setting('out');
  return reason === 'no-folder'
    ? voice.say('Make the folder, or name another file with {0}.', setting)
    : voice.say('Name another file with {0}.', setting);
}
