import type { FileFault } from '../protocol/file-fault.ts';
import type { Described, SettingName, Voice } from './voice.ts';

/** Why a file that a setting names cannot be read, in words, and what to do. `detail`: the system's code. */
export function describeUnreadableFile(
  { file, fault, detail }: { file: string; fault: FileFault; detail: string },
  setting: SettingName,
  voice: Voice,
): Described {
  switch (fault) {
    case 'missing':
      return {
        message: voice.say('There is no file {0}.', file),
        remedy: voice.say('Check {0}; the path starts from the folder you are in.', voice.setting(setting, file)),
      };
    case 'is-folder':
      return {
        message: voice.say('{0} is a folder.', file),
        remedy: voice.say('Name a file with {0}.', voice.setting(setting)),
      };
    case 'no-permission':
      return {
        message: voice.say('You may not read {0}.', file),
        remedy: voice.say('Change who may read it, or name another file with {0}.', voice.setting(setting)),
      };
    case 'other':
      return {
        message: voice.say('{0} cannot be read: {1}', file, detail),
        remedy: voice.say('Name another file with {0}.', voice.setting(setting)),
      };
  }
}
