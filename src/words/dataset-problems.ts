import type { DatasetProblem, Packing } from '../protocol/problems/dataset.ts';
import { describeDrops, formatName, kindName, listSome } from './dataset-facts.ts';
import { formatBytes } from './format-bytes.ts';
import type { Described, Voice } from './voice.ts';

type Of<C extends DatasetProblem['code']> = Extract<DatasetProblem, { code: C }>;

/** A problem of the dataset in words. */
export function describeDatasetProblem(problem: DatasetProblem, voice: Voice): Described {
  return { message: datasetMessage(problem, voice), remedy: datasetRemedy(problem, voice) };
}

function datasetMessage(problem: DatasetProblem, voice: Voice): string {
  const { file } = problem;
  switch (problem.code) {
    case 'dataset-missing-file':
      return voice.say('There is no file {0}.', file);
    case 'dataset-is-folder':
      return voice.say('{0} is a folder.', file);
    case 'dataset-foreign-folder':
      return voice.say('{0} is a folder without a dataset.', file);
    case 'dataset-damaged-folder':
      return voice.say('{0} cannot be read: its {1} is not as "save_to_disk" writes it.', file, problem.entry);
    case 'dataset-split-unsure':
      return voice.say('{0} has several splits, none of them "train": {1}.', file, listSome(problem.splits, voice));
    case 'dataset-not-on-hub':
      return problem.setting === 'split'
        ? voice.say('{0} is a file, so it has no {1}.', file, voice.setting('split', problem.value))
        : voice.say('{0} is no dataset on the Hub, so it has no {1}.', file, voice.setting('config', problem.value));
    case 'dataset-no-such-split':
      return voice.say('{0} has no split "{1}".', file, problem.split);
    case 'dataset-shards-differ':
      return voice.say('{0}: {1} has other columns than the first file.', file, problem.shard);
    case 'dataset-unreadable-file':
      return voice.say('{0} cannot be read: {1}', file, problem.reason);
    case 'dataset-changed-while-reading':
      return voice.say('{0} changed while it was read.', file);
    case 'dataset-empty-file':
      return voice.say('{0} is empty.', file);
    case 'dataset-unsupported-format':
      return unsupportedMessage(problem, voice);
    case 'dataset-wrong-extension':
      return voice.say('{0} is not {1}, though its name says so.', file, formatName(problem.format, voice));
    case 'dataset-truncated-file':
      return problem.row === null
        ? voice.say('{0} is cut off: the end of {1} is missing.', file, formatName(problem.format, voice))
        : voice.say('{0} is cut off in row {1}.', file, problem.row);
    case 'dataset-truncated-archive':
      return voice.say('{0} is cut off: the end of {1} is missing.', file, packingName(problem.packing, voice));
    case 'dataset-damaged-archive':
      return voice.say('{0} cannot be unpacked ({1}): {2}', file, packingName(problem.packing, voice), problem.reason);
    case 'dataset-zstd-needs-node':
      return voice.say('{0} is packed with Zstandard, which Node.js {1} cannot unpack.', file, problem.node);
    case 'dataset-damaged-file':
      return voice.say('{0} is damaged ({1}): {2}', file, formatName(problem.format, voice), problem.reason);
    case 'dataset-undecodable':
      return voice.say(
        '{0} is not text in {1}: byte {2} fits no character.',
        file,
        problem.encoding.toUpperCase(),
        problem.offset,
      );
    case 'dataset-zero-byte':
      return voice.say('{0} holds a zero byte (NUL) at byte {1}, which is no text.', file, problem.offset);
    case 'dataset-unclosed-quote':
      return voice.say('{0}: a quote that opens in row {1} is never closed.', file, problem.row);
    case 'dataset-row-too-large':
      return voice.say('{0}: row {1} is longer than {2}.', file, problem.row, formatBytes(problem.limitBytes));
    case 'dataset-ragged-rows':
      return voice.say(
        '{0}: {1} of {2} rows do not have the {3} fields of the header; row {4} is the first, with {5}.',
        file,
        problem.ragged,
        problem.rows,
        problem.expected,
        problem.firstRow,
        problem.found,
      );
    case 'dataset-invalid-json':
      return voice.say('{0}: row {1} is not valid JSON: {2}', file, problem.row, problem.reason);
    case 'dataset-json-goes-on':
      return voice.say('{0} goes on after the end of its JSON value.', file);
    case 'dataset-json-shape':
      return jsonShapeMessage(problem, voice);
    case 'dataset-no-rows':
      return voice.say('{0} has no rows.', file);
    case 'dataset-no-usable-rows':
      return voice.say(
        '{0}: none of the {1} rows can be used: {2}.',
        file,
        problem.rows,
        describeDrops(problem.dropped, voice),
      );
    default:
      return columnMessage(problem, voice);
  }
}

type ColumnProblem = Of<
  | 'dataset-no-such-column'
  | 'dataset-columns-unsure'
  | 'dataset-text-is-label'
  | 'dataset-text-kind'
  | 'dataset-label-kind'
  | 'dataset-mixed-labels'
  | 'dataset-label-not-number'
  | 'dataset-one-class'
  | 'dataset-constant-label'
  | 'dataset-label-is-id'
  | 'dataset-too-many-classes'
>;

function columnMessage(problem: ColumnProblem, voice: Voice): string {
  const { file } = problem;
  switch (problem.code) {
    case 'dataset-no-such-column':
      return voice.say('{0} has no column "{1}".', file, problem.column);
    case 'dataset-columns-unsure':
      return unsureMessage(problem, voice);
    case 'dataset-text-is-label':
      return voice.say('{0}: the column "{1}" cannot be text and label at once.', file, problem.column);
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

function unsupportedMessage({ file, found }: Of<'dataset-unsupported-format'>, voice: Voice): string {
  const names: Record<typeof found, string> = {
    gzip: 'a gzip file',
    zstd: 'a Zstandard file',
    bzip2: 'a bzip2 file',
    xz: 'an xz file',
    zip: 'a zip file',
    spreadsheet: 'a spreadsheet',
    'feather-1': 'a Feather file of version 1',
    sqlite: 'an SQLite database',
    pickle: 'a Python pickle',
    hdf5: 'an HDF5 file',
    pdf: 'a PDF',
  };
  return voice.say('{0} is {1}, which is not read.', file, voice.say(names[found]));
}

function packingName(packing: Packing, voice: Voice): string {
  return packing === 'gzip' ? voice.say('a gzip file') : voice.say('a Zstandard file');
}

function jsonShapeMessage({ file, found, keys }: Of<'dataset-json-shape'>, voice: Voice): string {
  switch (found) {
    case 'array-of-arrays':
      return voice.say('{0} holds arrays, not objects: its fields have no names.', file);
    case 'array-of-values':
      return voice.say('{0} holds plain values, not objects.', file);
    case 'object-of-arrays':
      return voice.say(
        '{0} holds one array for each column ({1}), not one object for each row.',
        file,
        listSome(keys, voice),
      );
    case 'object':
      return voice.say('{0} is one object without an array of rows in it; its keys: {1}.', file, listSome(keys, voice));
    case 'several-arrays':
      return voice.say('{0} holds several arrays of rows: {1}.', file, listSome(keys, voice));
    case 'value':
      return voice.say('{0} holds one plain value, not rows.', file);
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
  const parts = kinds.map(({ kind, count, firstRow, example }) =>
    voice.say('{0} × {1} (row {2}: {3})', count, kindName(kind, voice), firstRow, example),
  );
  return voice.say('{0}: the labels in the column "{1}" are of several kinds: {2}.', file, column, parts.join(', '));
}

function oneClassMessage(problem: Of<'dataset-one-class'>, voice: Voice): string {
  const { file, column, label, rows, within, dropped } = problem;
  const message =
    within === 'sample'
      ? voice.say('{0}: all {1} sampled rows have the label "{2}" in the column "{3}".', file, rows, label, column)
      : voice.say('{0}: all {1} usable rows have the label "{2}" in the column "{3}".', file, rows, label, column);
  return dropped.length === 0 ? message : voice.say('{0} Left out: {1}.', message, describeDrops(dropped, voice));
}

function datasetRemedy(problem: DatasetProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'dataset-missing-file':
      return voice.say('Check the path; it is taken from the folder you are in.');
    case 'dataset-is-folder':
      return voice.say('Name one file in it.');
    case 'dataset-unreadable-file':
      return voice.say('Check that it is a file that you may read.');
    case 'dataset-changed-while-reading':
      return voice.say('Run again once it is written.');
    case 'dataset-unsupported-format':
      return unsupportedRemedy(problem.found, voice);
    case 'dataset-wrong-extension':
      return voice.say('Give it the extension of its real format, or write it again.');
    case 'dataset-foreign-folder':
      return voice.say('A folder must be one that "save_to_disk" of datasets wrote, or hold Parquet or Arrow files.');
    case 'dataset-damaged-folder':
      return voice.say('Copy, download or write it again.');
    case 'dataset-split-unsure':
      return voice.say('Choose one, as in {0}.', voice.setting('split', problem.splits[0]));
    case 'dataset-no-such-split':
      return noSplitRemedy(problem, voice);
    case 'dataset-not-on-hub':
      return problem.setting === 'split'
        ? voice.say('Leave it out; folders and datasets on the Hub (hf:<id>) can have splits.')
        : voice.say('Leave it out; a dataset on the Hub is named hf:<id>.');
    case 'dataset-shards-differ':
      return voice.say('Put only the files of one dataset into the folder.');
    case 'dataset-zstd-needs-node':
      return voice.say('Unpack it first, or use Node.js 22.15 or later.');
    case 'dataset-truncated-file':
    case 'dataset-damaged-file':
    case 'dataset-truncated-archive':
    case 'dataset-damaged-archive':
      return voice.say('Copy, download or write it again.');
    case 'dataset-undecodable':
      return voice.say('Save it as UTF-8.');
    case 'dataset-zero-byte':
      return voice.say(
        'Take it out; or the file is of another kind than its name says, or was cut off while it was written.',
      );
    case 'dataset-unclosed-quote':
      return voice.say('Look for a quote too many there; inside a quoted cell a quote is written twice ("").');
    case 'dataset-row-too-large':
      return voice.say(
        'Leave that row out, or look for a quote too many there; inside a quoted cell a quote is written twice ("").',
      );
    case 'dataset-ragged-rows':
      return voice.say('Put cells that hold the delimiter into quotes, and check the header.');
    case 'dataset-invalid-json':
      return voice.say('Correct that row.');
    case 'dataset-json-goes-on':
      return voice.say('If it has one object on each line, name it .jsonl.');
    case 'dataset-json-shape':
      return voice.say('Write an array of objects, [{"text": …, "label": …}, …], or one object on each line (.jsonl).');
    case 'dataset-no-usable-rows':
      return voice.say('Check the columns: {0}, {1}.', voice.setting('text'), voice.setting('label'));
    case 'dataset-empty-file':
    case 'dataset-no-rows':
      return null;
    default:
      return columnRemedy(problem, voice);
  }
}

function unsupportedRemedy(found: Of<'dataset-unsupported-format'>['found'], voice: Voice): string {
  if (['gzip', 'zstd', 'bzip2', 'xz', 'zip'].includes(found)) return voice.say('Unpack it first.');
  return voice.say('Save the data as CSV, JSON Lines, Parquet or Arrow.');
}

function columnRemedy(problem: ColumnProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'dataset-no-such-column':
      return noColumnRemedy(problem, voice);
    case 'dataset-columns-unsure':
      return unsureRemedy(problem, voice);
    case 'dataset-text-is-label':
      return voice.say('Name another column with {0} or {1}.', voice.setting('text'), voice.setting('label'));
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

function noColumnRemedy({ nearest, columns }: Of<'dataset-no-such-column'>, voice: Voice): string {
  const all = voice.say('Its columns are: {0}.', listSome(columns, voice, 30));
  return nearest === null ? all : `${voice.say('Did you mean "{0}"?', nearest)} ${all}`;
}

function noSplitRemedy({ nearest, splits }: Of<'dataset-no-such-split'>, voice: Voice): string {
  if (splits.length === 0) return voice.say('It has no splits by name: leave {0} out.', voice.setting('split'));
  const all = voice.say('Its splits are: {0}.', listSome(splits, voice, 30));
  return nearest === null ? all : `${voice.say('Did you mean "{0}"?', nearest)} ${all}`;
}

function unsureRemedy({ role, candidates, columns }: Of<'dataset-columns-unsure'>, voice: Voice): string {
  const setting = voice.setting(role);
  return candidates.length === 0
    ? voice.say('Name it with {0}; the columns are: {1}.', setting, listSome(columns, voice, 30))
    : voice.say('Name it with {0}; it could be: {1}.', setting, listSome(candidates, voice, 30));
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
