import type { DatasetInspection } from '../../../protocol/dataset-inspection.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import type { Answers } from '../answers.ts';

const { say } = voice;

/** All guesses on one line: what running with them does. */
export function guessesInWords(guesses: Answers, inspection: DatasetInspection): string {
  const { text, label, model, maps } = guesses;
  const howMany = {
    all: () => say('all maps'),
    cached: () => say('maps in the cache'),
    'at-most': () => atMostInWords(maps.kind === 'at-most' ? maps.maps : 0),
  };
  const columns = `${text.join(' + ')} → ${label} (${taskInWords(guesses, inspection)})`;
  return [columns, model, sampleInWords(guesses, inspection), howMany[maps.kind]()].join('  ·  ');
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
