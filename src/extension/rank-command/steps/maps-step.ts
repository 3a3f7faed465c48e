import type { DownloadEstimate } from '../../../engine/maps/estimate-download.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import { type Draft, fewMaps, type MapChoice } from '../answers.ts';
import { askChoice, askInTurn, askNumber, type Choice, next } from '../wizard.ts';
import { downloadInWords } from './download-in-words.ts';
import type { RankAnswer, RankStep } from './step.ts';

const { say } = voice;

/** A choice, or null: a number that the person will type. */
type Value = MapChoice | null;

/** How many maps to rank, with what that downloads. */
export const mapsStep: RankStep = (draft, place, { estimate }) => {
  const ask = () =>
    askChoice<Value>(place, {
      placeholder: say('How many maps? Each that is not in the cache is downloaded.'),
      choices: choices(draft, null),
      loading: estimate(draft.model).then((size) => choices(draft, size)),
      active: (value) => isSame(value, draft.maps),
    });
  return askInTurn<Value, RankAnswer>(ask, async (value) => {
    if (value !== null) return next<RankAnswer>({ maps: value });
    const typed = await askNumber(
      { ...place, canGoBack: true },
      { prompt: say('Rank at most how many maps?'), value: fewMaps },
    );
    return typed.kind === 'next' ? next<RankAnswer>({ maps: { kind: 'at-most', maps: typed.value } }) : typed;
  });
};

function choices({ maps }: Draft, size: DownloadEstimate | null): Choice<Value>[] {
  const limit = maps.kind === 'at-most' ? maps.maps : fewMaps;
  return [
    {
      label: limit === 1 ? say('At most 1 map') : say('At most {0} maps', limit),
      description: downloadInWords(size, { kind: 'at-most', maps: limit }),
      detail: say('Those in the cache first, then those that fit your data best.'),
      value: { kind: 'at-most', maps: limit },
    },
    ...(size?.firstLookBytes == null ? [] : [firstLook(size)]),
    {
      label: size === null ? say('All maps') : allMaps(size.esms),
      description: downloadInWords(size, { kind: 'all' }),
      value: { kind: 'all' },
    },
    {
      label: say('Only maps in the cache'),
      description: size === null ? '' : howManyMaps(size.esmsCached),
      value: { kind: 'cached' },
    },
    { label: say('Another number…'), value: null },
  ];
}

function firstLook(size: DownloadEstimate): Choice<Value> {
  return {
    label: say('A first look at all {0} maps', formatCount(size.esms)),
    description: downloadInWords(size, { kind: 'first-look' }),
    detail: say('The beginning of each, then those whole that may be among the best.'),
    value: { kind: 'first-look' },
  };
}

function allMaps(esms: number): string {
  return esms === 1 ? say('The only map') : say('All {0} maps', formatCount(esms));
}

function howManyMaps(esms: number): string {
  return esms === 1 ? say('1 map') : say('{0} maps', formatCount(esms));
}

function isSame(a: Value, b: MapChoice): boolean {
  if (a === null || a.kind !== b.kind) return false;
  return a.kind !== 'at-most' || b.kind !== 'at-most' || a.maps === b.maps;
}
