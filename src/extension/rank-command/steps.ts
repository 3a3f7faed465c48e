import { type QuickPickItem, QuickPickItemKind } from 'vscode';
import type { DownloadEstimate } from '../../engine/estimate-download.ts';
import type { DatasetInspection, InspectedColumn } from '../../protocol/dataset-inspection.ts';
import type { Task } from '../../protocol/rank-request.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { describeLabelReason, describeTextReason } from '../../words/dataset-inspection.ts';
import { formatBytes } from '../../words/format-bytes.ts';
import { editorVoice as voice } from '../voice.ts';
import { type Answers, completed, type Draft, fewMaps, type MapChoice, usualExamples } from './answers.ts';
import { previewLabels, previewTexts } from './column-preview.ts';
import { askChoice, askChoices, askText, type Choice, type StepPlace, type StepResult } from './wizard.ts';

/** What the steps know besides the draft. */
export interface StepFacts {
  inspection: DatasetInspection;
  /** Base models with their number of maps; empty where the Hub cannot be asked. */
  models: Promise<{ model: string; esms: number }[]>;
  estimate: (model: string) => Promise<DownloadEstimate>;
}

/** A step: asks, and returns what the answer changes; `run`: go on with all guesses at once. */
export type Step = (draft: Draft, place: StepPlace, facts: StepFacts) => Promise<StepResult<Partial<Draft> | 'run'>>;

const say = voice.say;
const separator = (label: string): QuickPickItem => ({ label, kind: QuickPickItemKind.Separator });

/** Which column holds the text. The first entry takes all guesses, where there is one for everything. */
export const textStep: Step = async (draft, place, { inspection }) => {
  const guesses = completed(draft);
  const columns = sortedBy(inspection.columns, ({ text }) => text.possible);
  type Value = { kind: 'run' } | { kind: 'column'; name: string } | { kind: 'several' };
  const choices: (Choice<Value> | QuickPickItem)[] = columns.map((column) => ({
    label: column.name,
    description: describeTextReason(column.text.reason, voice),
    detail: previewTexts(column),
    value: { kind: 'column', name: column.name },
  }));
  if (columns.length > 2) {
    choices.push({
      label: say('Several columns…'),
      description: say('joined by " [SEP] "'),
      value: { kind: 'several' },
    });
  }
  const run: Choice<Value>[] =
    guesses === null
      ? []
      : [
          {
            label: `$(play) ${say('Run with these guesses')}`,
            detail: summary(guesses, inspection),
            value: { kind: 'run' },
          },
        ];
  const answer = await askChoice<Value>(place, {
    placeholder: say('Which column holds the text?'),
    choices: [...run, separator(say('or choose the text column')), ...choices],
    active: (value) => value.kind === 'run' || (guesses === null && value.kind === 'column'),
  });
  if (answer.kind !== 'next') return answer;
  if (answer.value.kind === 'run') return { kind: 'next', value: 'run' };
  if (answer.value.kind === 'several') return severalTexts(draft, place, columns);
  return { kind: 'next', value: { text: [answer.value.name] } };
};

async function severalTexts(
  draft: Draft,
  place: StepPlace,
  columns: readonly InspectedColumn[],
): Promise<StepResult<Partial<Draft>>> {
  const answer = await askChoices(place, {
    placeholder: say('Which columns hold the text? They are joined in this order.'),
    choices: columns.map((column) => ({ label: column.name, detail: previewTexts(column), value: column.name })),
    picked: (name) => draft.text?.includes(name) ?? false,
  });
  return answer.kind === 'next' ? { kind: 'next', value: { text: answer.value } } : answer;
}

/** Which column holds the label. */
export const labelStep: Step = async (draft, place, { inspection }) => {
  const free = inspection.columns.filter(({ name }) => !draft.text?.includes(name));
  const answer = await askChoice<string>(place, {
    placeholder: say('Which column holds the label, what is to be predicted?'),
    choices: sortedBy(free, ({ label }) => label.possible).map((column) => ({
      label: column.name,
      description: describeLabelReason(column.label.reason, voice),
      detail: previewLabels(column, voice),
      value: column.name,
    })),
    active: (name) => name === draft.label,
  });
  return answer.kind === 'next' ? { kind: 'next', value: { label: answer.value, task: null } } : answer;
};

/** Whether whole numbers are classes or amounts. */
export const taskStep: Step = async (draft, place, { inspection }) => {
  const column = inspection.columns.find(({ name }) => name === draft.label);
  const guessed = draft.task ?? column?.label.task ?? 'classification';
  const distinct = formatCount(column?.distinct.count ?? 0);
  const answer = await askChoice<Task>(place, {
    placeholder: say('"{0}" holds whole numbers. What are they?', draft.label ?? ''),
    choices: [
      { label: say('Classes'), description: say('{0} different ones', distinct), value: 'classification' },
      { label: say('Amounts'), description: say('to be predicted as numbers'), value: 'regression' },
    ],
    active: (task) => task === guessed,
  });
  return answer.kind === 'next' ? { kind: 'next', value: { task: answer.value } } : answer;
};

/** The base model: those with maps on the Hub, the last used first, or any other by its name. */
export const modelStep: Step = async (draft, place, { models }) => {
  type Value = { model: string } | { model: null };
  const other: Choice<Value> = {
    label: say('Another model…'),
    description: say('by its name on the Hub'),
    value: { model: null },
  };
  const listed = async (): Promise<Choice<Value>[]> => {
    const known = await models;
    const first = known.filter(({ model }) => model === draft.model);
    const current = first.length > 0 ? first : [{ model: draft.model, esms: null }];
    const rest = known.filter(({ model }) => model !== draft.model);
    return [...current, ...rest].map(({ model, esms }) => modelChoice(model, esms));
  };
  const answer = await askChoice<Value>(place, {
    placeholder: say('Which base model are you going to fine-tune?'),
    choices: [modelChoice(draft.model, null), other],
    loading: listed().then((choices) => [...choices, other]),
    active: ({ model }) => model === draft.model,
  });
  if (answer.kind !== 'next') return answer;
  if (answer.value.model !== null) return { kind: 'next', value: { model: answer.value.model } };
  const typed = await askText(place, {
    prompt: say('The name of a base model on the Hub, like roberta-base'),
    value: '',
    validate: (text) =>
      /^[\w.-]+(\/[\w.-]+)?$/.test(text) ? null : say('A name has the form "owner/name" or "name".'),
  });
  return typed.kind === 'next' ? { kind: 'next', value: { model: typed.value } } : typed;
};

function modelChoice(model: string, esms: number | null): Choice<{ model: string }> {
  const description = esms === null ? '' : esms === 1 ? say('1 map') : say('{0} maps', formatCount(esms));
  return { label: model, description, value: { model } };
}

/** How many rows to sample. */
export const sampleStep: Step = async (draft, place, { inspection }) => {
  const { rows } = inspection;
  const sizes = [rows.count, usualExamples, 300, draft.examples].filter((size) => size <= rows.count || !rows.exact);
  const distinct = [...new Set(sizes)].sort((a, b) => b - a).filter((size) => size <= 10_000);
  const label = (size: number) =>
    size === rows.count && rows.exact ? say('All {0} rows', formatCount(size)) : say('{0} rows', formatCount(size));
  const answer = await askChoice<number | null>(place, {
    placeholder: say('How many rows should be looked at? More make the order more certain and take longer.'),
    choices: [
      ...distinct.map((size) => ({
        label: label(size),
        description: size === usualExamples ? say('usual') : '',
        value: size,
      })),
      { label: say('Another number…'), value: null },
    ],
    active: (size) => size === draft.examples,
  });
  if (answer.kind !== 'next') return answer;
  if (answer.value !== null) return { kind: 'next', value: { examples: answer.value } };
  const typed = await askNumber(place, say('How many rows?'), draft.examples);
  return typed.kind === 'next' ? { kind: 'next', value: { examples: typed.value } } : typed;
};

/** How many maps to rank, with what that downloads. */
export const mapsStep: Step = async (draft, place, { estimate }) => {
  type Value = MapChoice | { kind: 'other' };
  const answer = await askChoice<Value>(place, {
    placeholder: say('How many maps should be ranked? Each one that is not in the cache is downloaded.'),
    choices: mapChoices(draft, null),
    loading: estimate(draft.model).then((size) => mapChoices(draft, size)),
    active: (value) => sameMaps(value, draft.maps),
  });
  if (answer.kind !== 'next') return answer;
  if (answer.value.kind !== 'other') return { kind: 'next', value: { maps: answer.value } };
  const typed = await askNumber(place, say('Rank at most how many maps?'), fewMaps);
  return typed.kind === 'next' ? { kind: 'next', value: { maps: { kind: 'at-most', maps: typed.value } } } : typed;
};

function mapChoices(draft: Draft, size: DownloadEstimate | null): Choice<MapChoice | { kind: 'other' }>[] {
  const limit = draft.maps.kind === 'at-most' ? draft.maps.maps : fewMaps;
  return [
    {
      label: say('At most {0} maps', limit),
      description: downloadOf(size, limit),
      detail: say('Those in the cache first, then those that fit your data best.'),
      value: { kind: 'at-most', maps: limit },
    },
    {
      label: size === null ? say('All maps') : say('All {0} maps', formatCount(size.esms)),
      description: downloadOf(size, Number.POSITIVE_INFINITY),
      value: { kind: 'all' },
    },
    {
      label: say('Only maps in the cache'),
      description: size === null ? '' : say('{0} maps, no download', formatCount(size.esmsCached)),
      value: { kind: 'cached' },
    },
    { label: say('Another number…'), value: { kind: 'other' } },
  ];
}

/** What ranking at most so many maps downloads, in words; empty while unknown. */
function downloadOf(size: DownloadEstimate | null, limit: number): string {
  if (size === null) return '';
  const toFetch = Math.max(0, Math.min(limit, size.esms) - size.esmsCached);
  const bytes = toFetch * size.bytesPerEsm + size.modelBytesToFetch;
  return bytes === 0 ? say('no download') : say('about {0} to download', formatBytes(bytes));
}

function sameMaps(a: MapChoice | { kind: 'other' }, b: MapChoice): boolean {
  return a.kind === b.kind && (a.kind !== 'at-most' || b.kind !== 'at-most' || a.maps === b.maps);
}

async function askNumber(place: StepPlace, prompt: string, value: number): Promise<StepResult<number>> {
  const isNumber = (text: string) => /^[1-9]\d{0,6}$/.test(text);
  const validate = (text: string) => (isNumber(text) ? null : say('Write a whole number above 0.'));
  const answer = await askText(place, { prompt, value: String(value), validate });
  return answer.kind === 'next' ? { kind: 'next', value: Number(answer.value) } : answer;
}

/** All guesses on one line: what "Run with these guesses" does. */
function summary({ text, label, model, examples, maps }: Answers, { rows, columns }: DatasetInspection): string {
  const classes = columns.find(({ name }) => name === label)?.label.task === 'classification';
  const column = columns.find(({ name }) => name === label);
  const kind = classes && column ? say('{0} classes', formatCount(column.distinct.count)) : say('regression');
  const sample =
    rows.exact && examples >= rows.count
      ? say('all {0} rows', formatCount(rows.count))
      : say('{0} rows', formatCount(examples));
  const howMany =
    maps.kind === 'all'
      ? say('all maps')
      : maps.kind === 'cached'
        ? say('maps in the cache')
        : say('at most {0} maps', maps.maps);
  return [`${text.join(' + ')} → ${label} (${kind})`, model, sample, howMany].join('  ·  ');
}

function sortedBy(columns: readonly InspectedColumn[], fits: (column: InspectedColumn) => boolean): InspectedColumn[] {
  return [...columns].sort((a, b) => Number(fits(b)) - Number(fits(a)));
}
