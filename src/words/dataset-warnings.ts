import type { DatasetWarning } from '../protocol/dataset-warnings.ts';
import { describeDrops, encodingName, formatName, listSome } from './dataset-facts.ts';
import type { Described, Voice } from './voice.ts';

const ROWS_SHOWN = 5;

/** A warning about the dataset in words. */
export function describeDatasetWarning(warning: DatasetWarning, voice: Voice): Described {
  return { message: warningMessage(warning, voice), remedy: warningRemedy(warning, voice) };
}

function warningMessage(warning: DatasetWarning, voice: Voice): string {
  switch (warning.code) {
    case 'dataset-encoding-guessed':
      return voice.say(
        'The file is not UTF-8; it was read as {0}, which is a guess.',
        encodingName(warning.detail.encoding),
      );
    case 'dataset-cut-off':
      return voice.say(
        'The file is cut off: the end of {0} is missing. Only the rows before it were read.',
        formatName(warning.detail.format, voice),
      );
    case 'dataset-json-variant':
      return warning.detail.variant === 'commas'
        ? voice.say('Commas stand between the lines (line {0} is the first); they were taken off.', warning.detail.line)
        : voice.say(
            'Record separators stand before the lines (RFC 7464; line {0} is the first); they were taken off.',
            warning.detail.line,
          );
    case 'dataset-no-header':
      return voice.say('The first line looks like data; the columns are {0}.', listSome(warning.detail.columns, voice));
    case 'dataset-quotes-as-letters':
      return quotesAsLetters(warning.detail, voice);
    case 'dataset-glued-rows':
      return voice.say(
        '{0} lines look like rows and stand within quotes, so they were read as parts of other rows: {1}.',
        warning.detail.lines,
        listSome(warning.detail.rows.map(String), voice, ROWS_SHOWN),
      );
    case 'dataset-comment-lines':
      return commentLines(warning.detail, voice);
    case 'dataset-several-sheets':
      return voice.say(
        'The sheet "{0}" was read, one of {1}: {2}.',
        warning.detail.sheet,
        warning.detail.sheets.length,
        listSome(warning.detail.sheets, voice),
      );
    case 'dataset-rows-above-table':
      return warning.detail.rows === 1
        ? voice.say('The first row of the sheet was left out as a title: "{0}".', warning.detail.first)
        : voice.say(
            'The first {0} rows of the sheet were left out as titles or notes; the first is "{1}".',
            warning.detail.rows,
            warning.detail.first,
          );
    case 'dataset-merged-cells':
      return voice.say(
        'Cells are merged over several rows ({0}); only the first row of each has the value, as for pandas.',
        someRanges(warning.detail, voice),
      );
    case 'dataset-formulas-without-value':
      return warning.detail.count === 1
        ? voice.say('The formula in {0} has no value in the file, so its cell is empty.', warning.detail.first)
        : voice.say(
            '{0} formulas have no value in the file, so their cells are empty; the first is in {1}.',
            warning.detail.count,
            warning.detail.first,
          );
    case 'dataset-few-per-class':
      if (warning.detail.count === 1) {
        const { minimum, classes } = warning.detail;
        return voice.say('One of the classes has fewer than {0} examples: {1}.', minimum, classes.join(', '));
      }
      return voice.say(
        '{0} of the classes have fewer than {1} examples: {2}.',
        warning.detail.count,
        warning.detail.minimum,
        someOf(warning.detail, voice),
      );
    case 'dataset-few-rows':
      return fewRows(warning.detail, voice);
    case 'dataset-classes-not-sampled':
      if (warning.detail.count === 1) {
        return voice.say('One class has no example in the sample: {0}.', warning.detail.classes.join(', '));
      }
      return voice.say(
        '{0} classes have no example in the sample: {1}.',
        warning.detail.count,
        someOf(warning.detail, voice),
      );
    case 'dataset-many-dropped':
      return voice.say(
        '{0} of {1} rows were left out: {2}.',
        warning.detail.count,
        warning.detail.rows,
        describeDrops(warning.detail.dropped, voice),
      );
    case 'dataset-many-unlabelled':
      return voice.say(
        '{0} of {1} rows have the label -1 in the column "{2}"; they were left out as unlabelled.',
        warning.detail.count,
        warning.detail.rows,
        warning.detail.column,
      );
    case 'dataset-missing-words':
      return missingWords(warning.detail, voice);
    case 'dataset-text-holds-numbers':
      return voice.say('The text column "{0}" holds only numbers.', warning.detail.column);
    case 'dataset-fewer-rows-than-asked':
      return voice.say('{0} examples were asked for, {1} can be used.', warning.detail.asked, warning.detail.rows);
    case 'dataset-renamed':
      return voice.say('The dataset {0} is called {1} now.', warning.detail.from, warning.detail.to);
    case 'dataset-partly-converted':
      return voice.say(
        'The split "{0}" of the config "{1}" is large: the Hub converted only its first rows to Parquet, and only these were read.',
        warning.detail.split,
        warning.detail.config,
      );
  }
}

function quotesAsLetters(
  { rows, count, enclosing }: Extract<DatasetWarning, { code: 'dataset-quotes-as-letters' }>['detail'],
  voice: Voice,
): string {
  const some = listSome(rows.map(String), voice, ROWS_SHOWN);
  const isOne = count === 1;
  if (enclosing) {
    return isOne
      ? voice.say('A quotation mark that encloses no cell was read as a letter, in row {0}.', some)
      : voice.say('Quotation marks that enclose no cell were read as letters ({0} rows, first: {1}).', count, some);
  }
  return isOne
    ? voice.say('Quotation marks were read as letters: in row {0} one opens a cell and none closes it.', some)
    : voice.say(
        'Quotation marks were read as letters: some open a cell and close none ({0} rows, first: {1}).',
        count,
        some,
      );
}

function commentLines({ lines, first }: { lines: number; first: string }, voice: Voice): string {
  return lines === 1
    ? voice.say('The first line was left out as a comment: "{0}".', first)
    : voice.say('The first {0} lines were left out as comments; the first is "{1}".', lines, first);
}

function someRanges({ count, ranges }: { count: number; ranges: string[] }, voice: Voice): string {
  const shown = ranges.join(', ');
  return count <= ranges.length ? shown : voice.say('{0} and {1} more', shown, count - ranges.length);
}

function fewRows(
  { rows, classes, minimum }: Extract<DatasetWarning, { code: 'dataset-few-rows' }>['detail'],
  voice: Voice,
): string {
  return classes > 1
    ? voice.say(
        '{0} examples of {1} classes hardly tell one task from another; {2} or more are better.',
        rows,
        classes,
        minimum,
      )
    : voice.say('{0} examples hardly tell one task from another; {1} or more are better.', rows, minimum);
}

function missingWords(
  { count, column, words }: Extract<DatasetWarning, { code: 'dataset-missing-words' }>['detail'],
  voice: Voice,
): string {
  const quoted = words.map((word) => `"${word}"`).join(', ');
  return count === 1
    ? voice.say('1 label in the column "{0}" reads {1}, which was taken for missing, as pandas does.', column, quoted)
    : voice.say(
        '{0} labels in the column "{1}" read {2}, which was taken for missing, as pandas does.',
        count,
        column,
        quoted,
      );
}

function someOf({ classes, count }: { classes: string[]; count: number }, voice: Voice): string {
  const shown = classes.join(', ');
  return count <= classes.length ? shown : voice.say('{0} and {1} more', shown, count - classes.length);
}

function warningRemedy(warning: DatasetWarning, voice: Voice): string | null {
  switch (warning.code) {
    case 'dataset-encoding-guessed':
      return voice.say('If letters look wrong, name its encoding with {0}.', voice.setting('encoding'));
    case 'dataset-json-variant':
      return voice.say('JSON Lines have one object on each line and nothing else.');
    case 'dataset-cut-off':
      return voice.say('Copy, download or write it again.');
    case 'dataset-no-header':
      return voice.say(
        'If it is a header, name its columns with {0} and {1}.',
        voice.setting('text'),
        voice.setting('label'),
      );
    case 'dataset-quotes-as-letters':
      return voice.say('If they enclose cells, write a quotation mark within a cell twice ("").');
    case 'dataset-glued-rows':
      return voice.say('Look for a quotation mark too many there; inside a quoted cell a quote is written twice ("").');
    case 'dataset-comment-lines':
      return voice.say('If it is the header or a row, remove the sign at its start.');
    case 'dataset-several-sheets':
      return voice.say('Choose another one with {0}.', voice.setting('sheet'));
    case 'dataset-rows-above-table':
      return voice.say(
        'If the header is among them, name its columns with {0} and {1}.',
        voice.setting('text'),
        voice.setting('label'),
      );
    case 'dataset-merged-cells':
      return voice.say('If the value holds for all of them, separate the cells and fill them.');
    case 'dataset-formulas-without-value':
      return voice.say('Open the file in a program for spreadsheets, and save it there.');
    case 'dataset-few-rows':
    case 'dataset-classes-not-sampled':
      return voice.say('Take more rows with {0}.', voice.setting('examples'));
    case 'dataset-many-unlabelled':
    case 'dataset-missing-words':
      return voice.say('If it is a class, give it another name.');
    case 'dataset-many-dropped':
      return voice.say('The ranking says nothing of such rows.');
    case 'dataset-renamed':
      return voice.say('Use the new name; the old one may be given away.');
    case 'dataset-partly-converted':
      return voice.say('If its rows are sorted, download its files, shuffle them, and name these.');
    case 'dataset-few-per-class':
    case 'dataset-text-holds-numbers':
    case 'dataset-fewer-rows-than-asked':
      return null;
  }
}
