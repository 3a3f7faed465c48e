import * as z from 'zod';
import { declaredColumns } from '../../../hub/datasets/card-features.ts';
import { ProblemError } from '../../../protocol/problem.ts';
import { textEncodingNamed } from '../../../protocol/text-encoding.ts';
import type { CsvParameters } from '../csv-parameters.ts';
import type { DeclaredReading } from '../declared-reading.ts';
import type { FileKind } from './repository-parts.ts';

/** What a value of a parameter means for reading; null: it cannot be honoured. */
type Rule = (value: unknown) => DeclaredReading | null;

const count = z.number().int().nonnegative();
const names = z.array(z.union([z.string(), z.number()]).transform(String));
const columnNames = z.array(z.string());

/** One character; `\t` also as it stands where a README forgets the quotes. */
const character = z.preprocess((value) => (value === '\\t' ? '\t' : value), z.string().length(1));

/** A rule for what a type of value means. */
function rule<Parsed>(type: z.ZodType<Parsed>, meaning: (value: Parsed) => DeclaredReading | null): Rule {
  return (value) => {
    const parsed = type.safeParse(value);
    return parsed.success ? meaning(parsed.data) : null;
  };
}

const csvRule = <Parsed>(type: z.ZodType<Parsed>, meaning: (value: Parsed) => CsvParameters): Rule =>
  rule(type, (value) => ({ csv: meaning(value) }));

/** Without effect on the rows, or on rows that are left out and counted here in any case. */
const harmless: Rule = () => ({});

/** Honoured at its default alone. */
const only =
  (...values: unknown[]): Rule =>
  (value) =>
    values.includes(value) ? {} : null;

const encoding = rule(z.string(), (name) => {
  const found = textEncodingNamed(name);
  return found === null ? null : { encoding: found };
});

const features = rule(z.array(z.unknown()), (written) => ({ features: declaredColumns(written) }));
const delimiter = csvRule(character, (value) => ({ delimiter: value }));
const givenNames = csvRule(names, (value) => ({ names: value }));

/** The parameters of the builders of `datasets` 5.2.0: `CsvConfig`, `JsonConfig`, `ParquetConfig`, `ArrowConfig`. Others it ignores. */
const rules: Record<FileKind, Record<string, Rule>> = {
  csv: {
    sep: delimiter,
    delimiter,
    header: (value) => (value === 'infer' ? {} : csvRule(count.nullable(), (header) => ({ header }))(value)),
    names: givenNames,
    column_names: givenNames,
    skiprows: csvRule(z.union([count, z.array(count)]), (skipRows) => ({ skipRows })),
    quotechar: csvRule(character, (quote) => ({ quote })),
    // csv.QUOTE_NONE; the others differ in writing.
    quoting: csvRule(count.max(3), (quoting) => (quoting === 3 ? { quote: null } : {})),
    escapechar: csvRule(character, (value) => ({ escape: value })),
    doublequote: csvRule(z.boolean(), (doubleQuote) => ({ doubleQuote })),
    comment: csvRule(character, (comment) => ({ comment })),
    encoding,
    usecols: rule(columnNames, (columns) => ({ columns })),
    nrows: rule(count, (rowsPerFile) => ({ rowsPerFile })),
    features,
    index_col: only(false),
    prefix: only(),
    converters: only(),
    dialect: only(),
    true_values: only(),
    false_values: only(),
    na_values: only(),
    keep_default_na: only(true),
    na_filter: only(true),
    skip_blank_lines: only(true),
    skipinitialspace: only(false),
    skipfooter: only(0),
    thousands: only(),
    decimal: only('.'),
    lineterminator: only('\n', '\r\n'),
    encoding_errors: only('strict'),
    on_bad_lines: harmless,
    error_bad_lines: harmless,
    warn_bad_lines: harmless,
    mangle_dupe_cols: harmless,
    engine: harmless,
    verbose: harmless,
    memory_map: harmless,
    float_precision: harmless,
    chunksize: harmless,
    date_format: harmless,
  },
  json: {
    field: rule(z.string(), (field) => ({ field })),
    encoding,
    features,
    encoding_errors: only('strict'),
    newlines_in_values: only(),
  },
  parquet: {
    columns: rule(columnNames, (columns) => ({ columns })),
    features,
    filters: only(),
    on_bad_files: only('error'),
  },
  arrow: { features },
};

/** The config whose parameters are read, for problems. */
export interface NamedConfig {
  repo: string;
  config: string;
  parameters: Readonly<Record<string, unknown>>;
}

/**
 * How the files of a config are read by the parameters of its README, as `datasets` passes them to the builder of the kind of file.
 *
 * @throws {ProblemError} hub-dataset-parameter for one that cannot be honoured
 */
export function declaredReading(kind: FileKind, { repo, config, parameters }: NamedConfig): DeclaredReading {
  const reading: DeclaredReading = {};
  // Null is the default of all of them, but for the header: no line is one.
  const given = Object.entries(rules[kind]).filter(
    ([name]) => parameters[name] !== undefined && (parameters[name] !== null || name === 'header'),
  );
  for (const [parameter, means] of given) {
    const value = parameters[parameter];
    const meaning = means(value);
    if (meaning === null) {
      const facts = { repo, config, parameter, value: JSON.stringify(value).slice(0, 200) };
      throw new ProblemError({ area: 'hub', code: 'hub-dataset-parameter', ...facts });
    }
    const csv = { ...reading.csv, ...meaning.csv };
    Object.assign(reading, meaning, Object.keys(csv).length > 0 && { csv });
  }
  return withoutQuotes(reading, parameters);
}

/** Where quoting is off, the quotation mark that is given beside it is a letter. */
function withoutQuotes(reading: DeclaredReading, { quoting }: NamedConfig['parameters']): DeclaredReading {
  return quoting === 3 ? { ...reading, csv: { ...reading.csv, quote: null } } : reading;
}
