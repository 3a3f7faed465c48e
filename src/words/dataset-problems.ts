import type { DatasetProblem, Packing } from '../protocol/problems/dataset.ts';
import { columnMessage, type Of } from './column-problems.ts';
import { describeDrops, encodingName, formatName, listSome, textLookName } from './dataset-facts.ts';
import { datasetRemedy } from './dataset-remedies.ts';
import { formatBytes } from './format-bytes.ts';
import { spreadsheetMessage } from './spreadsheet-problems.ts';
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
    case 'dataset-no-such-sheet':
    case 'dataset-empty-sheet':
    case 'dataset-without-sheets':
    case 'dataset-protected-spreadsheet':
    case 'dataset-sheet-too-large':
    case 'dataset-unpacks-too-large':
      return spreadsheetMessage(problem, voice);
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

function unsupportedMessage({ file, found }: Of<'dataset-unsupported-format'>, voice: Voice): string {
  const names: Record<typeof found, string> = {
    gzip: 'a gzip file',
    zstd: 'a Zstandard file',
    bzip2: 'a bzip2 file',
    xz: 'an xz file',
    zip: 'a zip file',
    spreadsheet: 'an old or binary spreadsheet (.xls, .xlsb)',
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
