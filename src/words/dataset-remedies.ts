import type { DatasetProblem } from '../protocol/problems/dataset.ts';
import { columnRemedy, type Of } from './column-problems.ts';
import { encodingName, listSome } from './dataset-facts.ts';
import { spreadsheetRemedy } from './spreadsheet-problems.ts';
import type { Voice } from './voice.ts';

/** What to do about a problem of the dataset; null where nothing can be done. */
export function datasetRemedy(problem: DatasetProblem, voice: Voice): string | null {
  switch (problem.code) {
    case 'dataset-missing-file':
      return missingFileRemedy(problem, voice);
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
    case 'dataset-incomplete-folder':
      return voice.say('Copy, download or write it again.');
    case 'dataset-split-unsure':
      return voice.say('Choose one, as in {0}.', voice.setting('split', problem.splits[0]));
    case 'dataset-no-such-split':
      return noSplitRemedy(problem, voice);
    case 'dataset-not-on-hub':
      return problem.setting === 'split'
        ? voice.say('Leave it out; folders and datasets on the Hub (hf:<id>) can have splits.')
        : voice.say('Leave it out; a dataset on the Hub is named hf:<id>.');
    case 'dataset-no-such-sheet':
    case 'dataset-empty-sheet':
    case 'dataset-without-sheets':
    case 'dataset-protected-spreadsheet':
    case 'dataset-sheet-too-large':
    case 'dataset-unpacks-too-large':
      return spreadsheetRemedy(problem, voice);
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
      return problem.encoding === 'utf-8'
        ? voice.say('Save it as UTF-8, or name its encoding with {0}.', voice.setting('encoding'))
        : voice.say('Name its encoding with {0}, or save it as UTF-8.', voice.setting('encoding'));
    case 'dataset-encoding-unsure':
      return unsureEncodingRemedy(problem, voice);
    case 'dataset-encoding-mismatch':
      return voice.say('Leave {0} out, or give the encoding of the mark.', voice.setting('encoding'));
    case 'dataset-encoding-not-text':
      return voice.say('Leave {0} out.', voice.setting('encoding'));
    case 'dataset-zero-byte':
      return voice.say(
        'Take it out; or the file is of another kind than its name says, or was cut off while it was written.',
      );
    case 'dataset-unclosed-quote':
    case 'dataset-glued-rows':
      return voice.say('Look for a quote too many there; inside a quoted cell a quote is written twice ("").');
    case 'dataset-row-too-large':
      return voice.say(
        'Leave that row out, or look for a quote too many there; inside a quoted cell a quote is written twice ("").',
      );
    case 'dataset-ragged-rows':
      return voice.say('Put cells that hold the delimiter into quotes, and check the header.');
    case 'dataset-invalid-json':
      return invalidJsonRemedy(problem, voice);
    case 'dataset-nested-too-deep':
      return voice.say('Leave that row out, or look for brackets too many there.');
    case 'dataset-json-goes-on':
      return voice.say(
        'Put its objects into one array, with commas between them, or each of them on a line of its own (.jsonl).',
      );
    case 'dataset-json-shape':
      return voice.say('Write an array of objects, [{"text": …, "label": …}, …], or one object on each line (.jsonl).');
    case 'dataset-no-usable-rows':
      return voice.say('Check the columns: {0}, {1}.', voice.setting('text'), voice.setting('label'));
    case 'dataset-foreign-address':
      return voice.say('Download the file and name its path, or name a dataset on the Hub as hf:owner/name.');
    case 'dataset-address-part':
      return voice.say('Download the file and name its path, or take the whole dataset: {0}.', `hf:${problem.id}`);
    case 'dataset-no-such-field':
      return problem.fields.length === 0
        ? voice.say('Download the file and look what it holds.')
        : voice.say('Rows are in: {0}.', listSome(problem.fields, voice));
    case 'dataset-undeclared-class':
      return voice.say('The README of the dataset declares: {0}.', listSome(problem.names, voice));
    case 'dataset-empty-file':
    case 'dataset-no-rows':
      return null;
    default:
      return columnRemedy(problem, voice);
  }
}

function unsureEncodingRemedy({ candidates }: Of<'dataset-encoding-unsure'>, voice: Voice): string {
  const [likeliest] = candidates;
  const others = candidates.slice(1).map(encodingName).join(', ');
  const name = voice.say('Name it, as in {0}, or save the file as UTF-8.', voice.setting('encoding', likeliest));
  return others === '' ? name : `${name} ${voice.say('It could also be {0}.', others)}`;
}

function unsupportedRemedy(found: Of<'dataset-unsupported-format'>['found'], voice: Voice): string {
  if (['gzip', 'zstd', 'bzip2', 'xz', 'zip'].includes(found)) return voice.say('Unpack it first.');
  if (found === 'spreadsheet') return voice.say('Save it as .xlsx or .csv in the program that it is from.');
  return voice.say('Save the data as CSV, JSON Lines, Parquet or Arrow.');
}

function invalidJsonRemedy({ looksLike, line }: Of<'dataset-invalid-json'>, voice: Voice): string {
  switch (looksLike) {
    case 'python-dict':
      return voice.say('Write each row with "json.dumps(row)" instead of "str(row)" or "print(row)".');
    case 'several-objects':
      return voice.say('Put each object on a line of its own.');
    case 'unfinished':
      return voice.say('Write each object on one line, or all of them as one array in a .json file.');
    case 'bare-keys':
      return voice.say('Put the keys in double quotes.');
    case 'trailing-comma':
      return voice.say('Take out the commas before closing brackets.');
    case 'markup':
      return voice.say('Download it again: this is a page, perhaps with an error, not the data.');
    case 'comment':
      return voice.say('Take the comments out.');
    case 'lfs-pointer':
      return voice.say('Fetch the file itself with "git lfs pull".');
    case 'plain-text':
      return voice.say('Give it the extension of its real format, or write it again.');
    case undefined:
      return line === undefined ? voice.say('Correct that row.') : voice.say('Correct that line.');
  }
}

function missingFileRemedy({ nearest }: Of<'dataset-missing-file'>, voice: Voice): string {
  return nearest === undefined
    ? voice.say('Check the path; it is taken from the folder you are in.')
    : voice.say('Did you mean "{0}"?', nearest);
}

function noSplitRemedy({ nearest, splits }: Of<'dataset-no-such-split'>, voice: Voice): string {
  if (splits.length === 0) return voice.say('It has no splits by name: leave {0} out.', voice.setting('split'));
  const all = voice.say('Its splits are: {0}.', listSome(splits, voice, 30));
  return nearest === null ? all : `${voice.say('Did you mean "{0}"?', nearest)} ${all}`;
}
