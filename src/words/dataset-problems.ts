import type { DatasetProblem, Packing } from '../protocol/problems/dataset.ts';
import { describeDrops, encodingName, formatName, kindName, listSome, textLookName } from './dataset-facts.ts';
import { type ColumnProblem, datasetRemedy, type Of } from './dataset-remedies.ts';
import { formatBytes } from './format-bytes.ts';
import type { Described, Voice } from './voice.ts';

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
    case 'dataset-incomplete-folder':
      return voice.say('{0} is not complete: its {1} is missing.', file, problem.entry);
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
      return undecodableMessage(problem, voice);
    case 'dataset-encoding-unsure':
      return voice.say('{0} is not UTF-8 (from byte {1} on), and its encoding is not certain.', file, problem.offset);
    case 'dataset-encoding-mismatch':
      return voice.say(
        '{0} begins with the byte order mark of {1}, which is not {2}.',
        file,
        encodingName(problem.found),
        encodingName(problem.encoding),
      );
    case 'dataset-encoding-not-text':
      return voice.say(
        '{0} is {1}, whose texts are always UTF-8, and not {2}.',
        file,
        formatName(problem.format, voice),
        encodingName(problem.encoding),
      );
    case 'dataset-zero-byte':
      return voice.say('{0} holds a zero byte (NUL) at byte {1}, which is no text.', file, problem.offset);
    case 'dataset-unclosed-quote':
      return voice.say('{0}: a quote that opens in row {1} is never closed.', file, problem.row);
    case 'dataset-glued-rows':
      return voice.say(
        '{0}: {1} lines look like rows and stand within quotes, in the rows {2}: a quotation mark too many glues them.',
        file,
        problem.lines,
        listSome(problem.rows.map(String), voice),
      );
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
      return invalidJsonMessage(problem, voice);
    case 'dataset-nested-too-deep':
      return voice.say(
        '{0}: row {1} has arrays and objects in each other {2} deep; at most {3} are read.',
        file,
        problem.row,
        problem.depth,
        problem.limit,
      );
    case 'dataset-json-goes-on':
      return voice.say('{0} goes on after the end of its JSON value, in line {1}.', file, problem.line);
    case 'dataset-json-shape':
      return jsonShapeMessage(problem, voice);
    case 'dataset-foreign-address':
      return voice.say('{0} is no address of a dataset on the Hugging Face Hub.', file);
    case 'dataset-address-part':
      return voice.say('{0} is the address of a part of a dataset: a file or a revision.', file);
    case 'dataset-no-such-field':
      return voice.say('{0} has no rows in "{1}", where its dataset says that they are.', file, problem.field);
    case 'dataset-undeclared-class':
      return voice.say(
        '{0}: "{1}" in row {2} of the column "{3}" is none of its classes.',
        file,
        problem.value,
        problem.row,
        problem.column,
      );
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

function undecodableMessage({ file, encoding, offset, line }: Of<'dataset-undecodable'>, voice: Voice): string {
  const name = encodingName(encoding);
  return line === undefined
    ? voice.say('{0} is not text in {1}: byte {2} fits no character.', file, name, offset)
    : voice.say('{0} is not text in {1}: byte {2}, in line {3}, fits no character.', file, name, offset, line);
}

function columnMessage(problem: ColumnProblem, voice: Voice): string {
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

function invalidJsonMessage(problem: Of<'dataset-invalid-json'>, voice: Voice): string {
  const { file, row, reason, line, looksLike, start = '' } = problem;
  if (looksLike === undefined) {
    return line === undefined
      ? voice.say('{0}: row {1} is not valid JSON: {2}', file, row, reason)
      : voice.say('{0}: line {1} is not valid JSON: {2}', file, line, start === '' ? reason : start);
  }
  const look = textLookName(looksLike, voice);
  return line === undefined
    ? voice.say('{0}: row {1} is no JSON but {2}: {3}', file, row, look, start)
    : voice.say('{0}: line {1} is no JSON but {2}: {3}', file, line, look, start);
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
