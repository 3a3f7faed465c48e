import { type CsvError, type Options, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backslashDialect } from '../../../src/dataset/formats/csv/dialect.ts';
import { type Dialect, usualDialect } from '../../../src/dataset/formats/csv/quoting.ts';
import { RecordScanner } from '../../../src/dataset/formats/csv/record-scanner.ts';

interface Records {
  records: string[][];
  isUnclosed: boolean;
}

function scanned(content: string, dialect: Dialect, chunkSize: number): Records {
  const bytes = Buffer.from(content);
  const scanner = new RecordScanner(dialect);
  const records: string[][] = [];
  const take = () => {
    for (let i = 0; i < scanner.found.count; i++) records.push(scanner.found.cells(i));
  };
  for (let i = 0; i < bytes.length; i += chunkSize) {
    scanner.push(bytes.subarray(i, i + chunkSize));
    take();
  }
  scanner.end();
  take();
  return { records, isUnclosed: scanner.isUnclosed };
}

/** The opponent: csv-parse, as tolerant as can be. */
function parsed(content: string, { delimiter, quote, escape: escapedBy, comment }: Dialect): Records {
  const records: string[][] = [];
  const options: Options = {
    delimiter,
    quote,
    escape: escapedBy ?? quote,
    comment,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (record: string[]) => {
      records.push(record);
      return record;
    },
  };
  try {
    parse(content, options);
    return { records, isUnclosed: false };
  } catch (error) {
    if (!isUnclosedQuote(error)) throw error;
    return { records, isUnclosed: true };
  }
}

function isUnclosedQuote(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && error.code === 'CSV_QUOTE_NOT_CLOSED';
}

const pieces = ['a', 'bc', '"', '"', ',', ',', ';', '\t', '\n', '\n', '\r\n', '\r', '\\', "'", ' ', '#', 'ü', '💡'];
const content = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));

describe('records of a CSV', () => {
  it.each<[string, Dialect]>([
    ['doubled quotes', usualDialect(',')],
    ['another delimiter', usualDialect('\t')],
    ['apostrophes', usualDialect(';', "'")],
    ['no quotes', usualDialect(',', null)],
    ['backslashes', backslashDialect(usualDialect(','))],
  ])('are those of csv-parse, in chunks of any size: %s', (_, dialect) => {
    fc.assert(
      fc.property(content, fc.integer({ min: 1, max: 70 }), (text, size) => {
        expect(scanned(text, dialect, size)).toEqual(parsed(text, dialect));
      }),
      { numRuns: 3000 },
    );
  });

  it('are found in time that follows the length, also where one is many chunks long', () => {
    const cell = 'x'.repeat(1 << 24);
    const { records } = scanned(`a,b\n"${cell}",c\n`, usualDialect(','), 1 << 12);
    expect(records.map((record) => record.map(({ length }) => length))).toEqual([
      [1, 1],
      [1 << 24, 1],
    ]);
  });

  it('end where their line ends if quotes may not go further', () => {
    const dialect: Dialect = { ...usualDialect(','), quotesEndInLine: true };
    const text = '"a, b",1\n"c,2\nd",3\n"e ""f""",4\n"g,5';
    for (const size of [1, 3, 100]) {
      expect(scanned(text, dialect, size).records).toEqual([
        ['a, b', '1'],
        ['"c', '2'],
        ['d"', '3'],
        ['e "f"', '4'],
        ['"g', '5'],
      ]);
    }
  });

  /** Expected: pandas 3.0, `read_csv(…, escapechar='\\')`. */
  it('take an escape outside quotes where it counts there', () => {
    const dialect: Dialect = { ...usualDialect(','), escape: '\\', escapesEverywhere: true };
    const text = 'a,b\n1\\,2,x\n"2\\"",\\ny\n';
    for (const size of [1, 3, 100]) {
      expect(scanned(text, dialect, size).records).toEqual([
        ['a', 'b'],
        ['1,2', 'x'],
        ['2"', 'ny'],
      ]);
    }
  });

  it('end before a comment, and leave lines of comment out', () => {
    const dialect: Dialect = { ...usualDialect(','), comment: '#' };
    const text = '#c\n\na,b\n1,x#zz\n2,"y#"\n#"\n3,z#';
    for (const size of [1, 3, 100]) {
      expect(scanned(text, dialect, size).records).toEqual([
        ['a', 'b'],
        ['1', 'x'],
        ['2', 'y#'],
        ['3', 'z'],
      ]);
    }
  });
});
