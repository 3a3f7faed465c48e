import type { RunProblem } from '../protocol/problems/run.ts';
import { modelsInstead } from './models-instead.ts';
import type { Described, Voice } from './voice.ts';

type NothingToRank = Extract<RunProblem, { code: 'run-nothing-to-rank' }>;
type SkippedMap = NonNullable<NothingToRank['firstMaps']>[number];

/**
 * Why there is nothing to rank, in words: at which point the last map was lost, and what became of those that were skipped by then.
 *
 * @param describe the problem of a skipped map in words; null where its code is not known
 */
export function describeNothingToRank(
  problem: NothingToRank,
  voice: Voice,
  describe: (map: SkippedMap) => Described | null,
): Described {
  const { message, remedy } = reasonInWords(problem, voice);
  const maps = (problem.firstMaps ?? []).map(
    (map) => describe(map) ?? { message: voice.say('{0}: {1}.', map.repo, map.code), remedy: null },
  );
  const remedies = [...new Set(maps.flatMap((map) => map.remedy ?? []))];
  const ofMaps = remedies.length === 0 ? null : remedies.join(' ');
  return { message: [message, ...skippedInWords(problem, maps, voice)].join(' '), remedy: remedy ?? ofMaps };
}

function reasonInWords({ reason, model, skipped, ...instead }: NothingToRank, voice: Voice): Described {
  switch (reason) {
    case 'none-listed':
      return {
        message: voice.say('The Hub lists no Embedding Space Map for {0}.', model),
        remedy: [
          voice.say('Choose a base model that has some with {0}.', voice.setting('model')),
          ...modelsInstead(instead, voice),
        ].join(' '),
      };
    case 'none-cached':
      return {
        message: voice.say('No Embedding Space Map of {0} is in the cache.', model),
        remedy: voice.say(
          'Run once without {0}, with {1}.',
          voice.setting('cached-only'),
          voice.setting('max-esms', 100),
        ),
      };
    case 'none-match':
      return {
        message: voice.say('No Embedding Space Map of {0} passes the filter.', model),
        remedy: voice.say('Ask for less with {0}.', voice.setting('filter')),
      };
    case 'all-skipped':
      return {
        message:
          skipped === 1
            ? voice.say('The only map could not be used.')
            : voice.say('None of the {0} maps could be used.', skipped),
        remedy: null,
      };
  }
}

/** A sentence for each of the first maps, one for all that have it in common, and how many more there are where each names its own. */
function skippedInWords(
  { skipped, firstMaps = [] }: NothingToRank,
  maps: readonly Described[],
  voice: Voice,
): Iterable<string> {
  const sentences = new Set(maps.map(({ message }) => message));
  const more = skipped - firstMaps.length;
  const areNamed = firstMaps.every(({ repo }, index) => maps[index]?.message.includes(repo));
  return more > 0 && areNamed && maps.length > 0 ? [...sentences, voice.say('And {0} more.', more)] : sentences;
}
