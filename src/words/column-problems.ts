import type { DatasetProblem } from '../protocol/problems/dataset.ts';
import { describeDrops, kindName, listSome } from './dataset-facts.ts';
import type { Voice } from './voice.ts';

/** The problems of the dataset with these codes. */
export type Of<C extends DatasetProblem['code']> = Extract<DatasetProblem, { code: C }>;

/** The problems with one column, or with the choice of columns. */
export type ColumnProblem = Of<
  | 'dataset-no-such-column'
  | 'dataset-columns-unsure'
  | 'dataset-text-is-label'
  | 'dataset-column-type'
  | 'dataset-text-kind'
  | 'dataset-label-kind'
  | 'dataset-mixed-labels'
  | 'dataset-label-not-number'
  | 'dataset-label-not-finite'
  | 'dataset-one-class'
  | 'dataset-constant-label'
  | 'dataset-label-too-far'
  | 'dataset-labels-too-close'
  | 'dataset-label-is-id'
  | 'dataset-too-many-classes'
>;

/** What is wrong with a column of the dataset, or with the choice of columns. */
export function columnMessage(problem: ColumnProblem, voice: Voice): string {
  const { file } = problem;
  switch (problem.code) {
    case 'dataset-no-such-column':
      return voice.say('{0} has no column "{1}".', file, problem.column);
    case 'dataset-columns-unsure':
      return unsureMessage(problem, voice);
    case 'dataset-text-is-label':
      return voice.say('{0}: the column "{1}" cannot be text and label at once.', file, problem.column);
    case 'dataset-column-type':
      return voice.say(
        '{0}: the column "{1}" is of the type {2}, which is not read.',
        file,
        problem.column,
        problem.type,
      );
    case 'dataset-text-kind':
      return textKindMessage(problem, voice);
    case 'dataset-label-kind':
      return labelKindMessage(problem, voice);
    case 'dataset-mixed-labels':
      return mixedMessage(problem, voice);
    case 'dataset-label-not-number':
      return voice.say(
        '{0}: the label "{2}" in row {3} of the column "{1}" is not a number, as regression needs.',
        file,
        problem.column,
        problem.value,
        problem.row,
      );
    case 'dataset-label-not-finite':
      return voice.say(
        '{0}: the label "{2}" in row {3} of the column "{1}" is infinite; no score can be computed from it.',
        file,
        problem.column,
        problem.value,
        problem.row,
      );
    case 'dataset-one-class':
      return oneClassMessage(problem, voice);
    case 'dataset-constant-label':
      return voice.say(
        '{0}: all {1} rows have the value {2} in the column "{3}".',
        file,
        problem.rows,
        problem.value,
        problem.column,
      );
    case 'dataset-label-too-far':
      return voice.say(
        '{0}: the label {1} in row {2} of the column "{3}" is so far from the others that their differences vanish beside it.',
        file,
        problem.value,
        problem.row,
        problem.column,
      );
    case 'dataset-labels-too-close':
      return voice.say(
        '{0}: the labels in the column "{1}", from {2} to {3}, differ by too little for their size to be told apart.',
        file,
        problem.column,
        problem.low,
        problem.high,
      );
    case 'dataset-label-is-id':
      return voice.say(
        '{0}: the column "{1}" has {2} different values in {3} rows, like "{4}"; it looks like an id, not like classes.',
        file,
        problem.column,
        problem.distinct,
        problem.rows,
        problem.example,
      );
    case 'dataset-too-many-classes':
      return voice.say(
        '{0}: the column "{1}" has more than {2} classes.',
        file,
        problem.column,
        problem.limit.toLocaleString('en-US'),
      );
  }
}

/** What to do about it; null where nothing can be done. */
export function columnRemedy(problem: ColumnProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'dataset-no-such-column':
      return noColumnRemedy(problem, voice);
    case 'dataset-columns-unsure':
      return unsureRemedy(problem, voice);
    case 'dataset-text-is-label':
      return voice.say('Name another column with {0} or {1}.', voice.setting('text'), voice.setting('label'));
    case 'dataset-column-type':
      return voice.say(
        'Write it as text or numbers, or name another column with {0} or {1}.',
        voice.setting('text'),
        voice.setting('label'),
      );
    case 'dataset-text-kind':
      return problem.others.length === 0
        ? voice.say('Name a column with text with {0}.', voice.setting('text'))
        : voice.say(
            'Columns with text: {0}. Name one with {1}.',
            listSome(problem.others, voice),
            voice.setting('text'),
          );
    case 'dataset-label-kind':
      return voice.say('Name another column with {0}.', voice.setting('label'));
    case 'dataset-mixed-labels':
      return voice.say('Make all labels of one kind, for example all text.');
    case 'dataset-label-not-number':
      return voice.say(
        'Use {0}, or another column with {1}.',
        voice.setting('task', 'classification'),
        voice.setting('label'),
      );
    case 'dataset-one-class':
      return oneClassRemedy(problem, voice);
    case 'dataset-constant-label':
      return voice.say('Name the column of the labels with {0}.', voice.setting('label'));
    case 'dataset-label-not-finite':
      return voice.say('Correct that label, leave it empty, or leave its row out.');
    case 'dataset-label-too-far':
      return voice.say('Correct that label or leave its row out; if it is right, use the logarithms of the labels.');
    case 'dataset-labels-too-close':
      return voice.say('Subtract {0} from each label.', problem.low);
    case 'dataset-label-is-id':
    case 'dataset-too-many-classes':
      return problem.numeric
        ? voice.say(
            'If these are amounts, use {0}; else name another column with {1}.',
            voice.setting('task', 'regression'),
            voice.setting('label'),
          )
        : voice.say('Name another column with {0}.', voice.setting('label'));
  }
}

function unsureMessage({ file, role, candidates }: Of<'dataset-columns-unsure'>, voice: Voice): string {
  const none = candidates.length === 0;
  if (role === 'text') {
    return none
      ? voice.say('{0} has no column that looks like text.', file)
      : voice.say('{0}: which column holds the text is not certain.', file);
  }
  return none
    ? voice.say('{0} has no column that looks like a label.', file)
    : voice.say('{0}: which column holds the label is not certain.', file);
}

function textKindMessage({ file, column, kind, example }: Of<'dataset-text-kind'>, voice: Voice): string {
  const holds = voice.say('{0}: the column "{1}" holds {2}, not text', file, column, kindName(kind, voice));
  return example === null ? `${holds}.` : voice.say('{0} (for example {1}).', holds, example);
}

function labelKindMessage({ file, column, kind, row }: Of<'dataset-label-kind'>, voice: Voice): string {
  const holds = kindName(kind, voice);
  return row === null
    ? voice.say('{0}: the column "{1}" holds {2}, which are no labels.', file, column, holds)
    : voice.say('{0}: the column "{1}" holds {2} in row {3}, which are no labels.', file, column, holds, row);
}

function mixedMessage({ file, column, kinds }: Of<'dataset-mixed-labels'>, voice: Voice): string {
  const [first = '', ...others] = kinds.map(({ kind, count, firstRow, example }) =>
    voice.say('{0} × {1} (row {2}: {3})', count, kindName(kind, voice), firstRow, example),
  );
  const list = others.reduce((before, part) => voice.say('{0}, {1}', before, part), first);
  return voice.say('{0}: the labels in the column "{1}" are of several kinds: {2}.', file, column, list);
}

function oneClassMessage(problem: Of<'dataset-one-class'>, voice: Voice): string {
  const { file, column, label, rows, within, dropped } = problem;
  const message =
    within === 'sample'
      ? voice.say('{0}: all {1} sampled rows have the label "{2}" in the column "{3}".', file, rows, label, column)
      : voice.say('{0}: all {1} usable rows have the label "{2}" in the column "{3}".', file, rows, label, column);
  return dropped.length === 0 ? message : voice.say('{0} Left out: {1}.', message, describeDrops(dropped, voice));
}

function noColumnRemedy({ nearest, columns }: Of<'dataset-no-such-column'>, voice: Voice): string {
  const all = voice.say('Its columns are: {0}.', listSome(columns, voice, 30));
  return nearest === null ? all : `${voice.say('Did you mean "{0}"?', nearest)} ${all}`;
}

function unsureRemedy(problem: Of<'dataset-columns-unsure'>, voice: Voice): string {
  const { role, candidates, columns } = problem;
  const setting = voice.setting(role);
  const named =
    candidates.length === 0
      ? voice.say('Name it with {0}; the columns are: {1}.', setting, listSome(columns, voice, 30))
      : voice.say('Name it with {0}; it could be: {1}.', setting, listSome(candidates, voice, 30));
  return [named, ...otherSheets(problem, voice)].join(' ');
}

/** The columns may be missed because another sheet of the spreadsheet is meant. */
function otherSheets({ sheet, sheets = [] }: Of<'dataset-columns-unsure'>, voice: Voice): string[] {
  if (sheet === undefined || sheets.length < 2) return [];
  return [
    voice.say('The sheet "{0}" was read, one of {1}: {2}.', sheet, sheets.length, listSome(sheets, voice)),
    voice.say('Choose another one with {0}.', voice.setting('sheet')),
  ];
}

function oneClassRemedy({ within, dropped }: Of<'dataset-one-class'>, voice: Voice): string {
  if (within === 'sample') {
    return voice.say('Take more rows with {0}, or others with {1}.', voice.setting('examples'), voice.setting('seed'));
  }
  if (dropped.some(({ reason }) => reason === 'unlabelled')) {
    return voice.say('A label of -1 means unlabelled; if it is a class, give it another name.');
  }
  return voice.say('At least two classes are needed. Name the column of the labels with {0}.', voice.setting('label'));
}
