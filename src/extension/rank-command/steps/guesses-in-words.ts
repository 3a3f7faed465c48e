import type { DownloadEstimate } from '../../../engine/maps/estimate-download.ts';
import type { DatasetInspection } from '../../../protocol/dataset-inspection.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import type { Answers, MapChoice } from '../answers.ts';
import { namesWithin, withoutMiddle } from '../fit-lines.ts';
import { downloadInWords } from './download-in-words.ts';

const { say } = voice;

/** Letters for the names of columns on their line. */
const namesWidth = 36;

/** Letters for the name of the model. */
const modelWidth = 32;

/** The guessed columns in words: what is read, and what is to be predicted. Long names give up their middle, so that the label is not cut off. */
export function columnsInWords(guesses: Answers, inspection: DatasetInspection): string {
  const names = namesWithin([...guesses.text, guesses.label], namesWidth);
  return `${names.slice(0, -1).join(' + ')} → ${names.at(-1)} (${taskInWords(guesses, inspection)})`;
}

/** All other guesses on one line, of which the end may be cut: the model first, without its owner where that is long. @param size null: not known yet */
export function restInWords(guesses: Answers, inspection: DatasetInspection, size: DownloadEstimate | null): string {
  const download = downloadInWords(size, guesses.maps);
  const maps = download === '' ? mapsInWords(guesses.maps) : `${mapsInWords(guesses.maps)} (${download})`;
  return [modelInWords(guesses.model), sampleInWords(guesses, inspection), maps].join(' · ');
}

function modelInWords(model: string): string {
  return withoutMiddle(model.length <= modelWidth ? model : model.slice(model.lastIndexOf('/') + 1), modelWidth);
}

function mapsInWords(maps: MapChoice): string {
  switch (maps.kind) {
    case 'all':
      return say('all maps');
    case 'first-look':
      return say('a first look at all maps');
    case 'cached':
      return say('maps in the cache');
    case 'at-most':
      return atMostInWords(maps.maps);
  }
}

function atMostInWords(limit: number): string {
  return limit === 1 ? say('at most 1 map') : say('at most {0} maps', limit);
}

function taskInWords({ label, task }: Answers, { columns }: DatasetInspection): string {
  const column = columns.find(({ name }) => name === label);
  const isRegression = (task ?? column?.label.task) === 'regression';
  return isRegression ? say('regression') : say('{0} classes', formatCount(column?.distinct.count ?? 0));
}

function sampleInWords({ examples }: Answers, { rows }: DatasetInspection): string {
  const isAll = rows.exact && examples >= rows.count;
  return isAll ? say('all {0} rows', formatCount(rows.count)) : say('{0} rows', formatCount(examples));
}
