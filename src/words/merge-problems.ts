import type { MergeProblem } from '../protocol/problems/merge.ts';
import { formatRanges } from './format-ranges.ts';
import type { Described, Voice } from './voice.ts';

type DifferentRuns = Extract<MergeProblem, { code: 'merge-different-runs' }>;

/** A problem of putting the parts of a ranking together, in words. */
export function describeMergeProblem(problem: MergeProblem, voice: Voice): Described {
  switch (problem.code) {
    case 'merge-unreadable-file':
      return { message: voice.say('{0} cannot be read: {1}', problem.file, problem.reason), remedy: null };
    case 'merge-not-json':
      return {
        message: voice.say('{0} is not JSON: {1}', problem.file, problem.reason),
        remedy: voice.say('Run that part again: it may have been cut off on its way.'),
      };
    case 'merge-other-version':
      return {
        message: voice.say(
          '{0} is of another version of this program: it calls itself {1}.',
          problem.file,
          problem.schema,
        ),
        remedy: voice.say('Run all parts, and merge them, with the same version.'),
      };
    case 'merge-not-a-ranking':
      return {
        message: voice.say(
          '{0} is not a ranking: {1}',
          problem.file,
          [problem.where, problem.reason].filter(Boolean).join(': '),
        ),
        remedy: voice.say('Name the files that {0} wrote.', voice.setting('shard', 'i/n')),
      };
    case 'merge-not-a-part':
      return {
        message: voice.say('{0} is a whole ranking, not a part of one.', problem.file),
        remedy: voice.say('Name the files that {0} wrote.', voice.setting('shard', 'i/n')),
      };
    case 'merge-different-runs':
      return describeDifferentRuns(problem, voice);
    case 'merge-repeated-shard':
      return {
        message: voice.say(
          '{0} and {1} are both part {2} of {3}.',
          problem.file,
          problem.otherFile,
          problem.shard,
          problem.shards,
        ),
        remedy: voice.say('Leave one of them out.'),
      };
    case 'merge-repeated-map':
      return {
        message: voice.say('{0} is in both {1} and {2}.', problem.repo, problem.file, problem.otherFile),
        remedy: voice.say('One of them was changed after it was written; run that part again.'),
      };
    case 'merge-partial-part':
      return {
        message: voice.say(
          '{0} (part {1} of {2}) was cancelled before all its maps were ranked.',
          problem.file,
          problem.shard,
          problem.shards,
        ),
        remedy: voice.say(
          'Run it again with {0}, or say {1} to merge what is there.',
          voice.setting('shard', `${problem.shard}/${problem.shards}`),
          voice.setting('partial'),
        ),
      };
    case 'merge-damaged-draws':
      return {
        message: voice.say(
          '{0} was changed after it was written: its "part.draws" are not what it says.',
          problem.file,
        ),
        remedy: voice.say('Run that part again: it may have been cut off on its way.'),
      };
    case 'merge-missing-shards':
      return describeMissing(problem.missing, problem.shards, voice);
  }
}

function describeDifferentRuns({ field, file, value, otherFile, otherValue }: DifferentRuns, voice: Voice): Described {
  const message = voice.say(
    '{0} and {1} are not parts of one run: {2} is {3} in the first and {4} in the second.',
    file,
    otherFile,
    field,
    value,
    otherValue,
  );
  if (field !== 'part.maps' && field !== 'part.requested') {
    return {
      message,
      remedy: voice.say('Run all parts with the same data, the same settings and the same version of this program.'),
    };
  }
  return {
    message,
    remedy: voice.say(
      'They ranked shares of different lists of maps: the list on the Hub changed in between, or with {0} the caches differ. Run the parts again, or name the maps with {1}.',
      voice.setting('cached-only'),
      voice.setting('esms'),
    ),
  };
}

function describeMissing(missing: readonly number[], shards: number, voice: Voice): Described {
  const message =
    missing.length === 1
      ? voice.say('Part {0} of {1} is missing.', formatRanges(missing), shards)
      : voice.say('Of {0} parts, {1} are missing: {2}.', shards, missing.length, formatRanges(missing));
  const first = voice.setting('shard', `${missing[0]}/${shards}`);
  const remedy = voice.say(
    'Run what is missing ({0}), or say {1} to merge what is there.',
    first,
    voice.setting('partial'),
  );
  return { message, remedy };
}
