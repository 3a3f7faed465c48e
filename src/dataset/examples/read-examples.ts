import { ProblemError } from '../../protocol/problem.ts';
import type { Task } from '../../protocol/rank-request.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { openTable } from '../formats/open-table.ts';
import { withBinaryUnpacked } from '../formats/unpack-binary.ts';
import { inferColumns } from '../inspection/infer-columns.ts';
import { inspectDataset } from '../inspection/inspect-dataset.ts';
import { checkNumbers } from '../labels/check-numbers.ts';
import { type EncodedLabels, encodeClasses, encodeValues } from '../labels/encode-labels.ts';
import { LABEL_LENGTH } from '../labels/label-profile.ts';
import { type LabelPlace, type LabelReading, leavesOut, readLabelsAs } from '../labels/label-reading.ts';
import { className } from '../labels/label-value.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import { type OnProgress, ReadingProgress } from '../sources/reading-progress.ts';
import type { Table } from '../table/table.ts';
import { type ChosenColumns, checkColumns, findColumn } from './choose-columns.ts';
import type { Examples } from './examples.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sampleWarnings, surveyWarnings } from './sample-warnings.ts';
import { planSample } from './sampling/plan-sample.ts';
import { type Sample, takeSample } from './sampling/take-sample.ts';
import { type Survey, startSurvey, surveyRow } from './survey.ts';
import { checkLabels, checkSurvey } from './survey-problems.ts';

/** What to sample from where. */
export interface ReadExamplesOptions {
  source: ByteSource;
  /** Inferred where left out. */
  textColumns?: readonly string[] | undefined;
  labelColumn?: string | undefined;
  /** Of a text, where a person names it. Default: it is found. */
  encoding?: TextEncoding | undefined;
  /** Default: what the labels are. */
  task?: Task | undefined;
  /** Whether anything is to be learnt from the labels. Default: true. Where they only say which rows to leave out, one class or value will do. */
  toLearn?: boolean;
  /** How many rows. Default: all up to 1,000; of more, 1,000. */
  examples?: number | undefined;
  /** Decimal digits; null: the first rows. Default: 42 where rows are left out, else all rows in order. */
  seed?: string | null | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: OnProgress | undefined;
}

/**
 * Reads a sample of labelled texts. The dataset is read twice, once to count the rows that can be used and to see what the labels
 * are, once to take the sampled ones; memory follows the sample, not the dataset.
 * @throws ProblemError of the area `dataset`; `run-cancelled`.
 */
export async function readExamples(options: ReadExamplesOptions): Promise<Examples> {
  return withBinaryUnpacked(options, (source) => readUnpacked({ ...options, source }));
}

async function readUnpacked(options: ReadExamplesOptions): Promise<Examples> {
  const { source, signal, examples, encoding, toLearn = true } = options;
  const { task, ...chosen } = await chooseColumns(options);
  const place = { file: source.name, column: chosen.labelColumn };
  const progress = new ReadingProgress(source, 2, options.onProgress);
  const wanted = [...chosen.textColumns, chosen.labelColumn];
  await source.prepare?.(wanted);
  const table = await openTable(progress.source, { wanted, encoding, signal });
  const candidates = () => textCandidates(options);
  await checkColumns(source.name, table, chosen, candidates);

  progress.startPass(0);
  const survey = await surveyTable(table, chosen, wanted, signal);
  await checkSurvey(source.name, table, chosen, survey, candidates);
  const reading = readLabelsAs(survey.labels, task, place);
  const rowsUsable = dropByLabel(survey, reading);
  const classNames = findColumn(table, chosen.labelColumn)?.classNames ?? null;
  checkLabels(place, survey, reading, { usable: rowsUsable, classNames, toLearn });

  const plan = await planSample({ rows: rowsUsable, examples, seed: options.seed, signal });
  progress.startPass(1);
  const sample = await takeSample(table, wanted, reading, plan.rows, survey.usable, signal);
  if (!sample) throw new ProblemError({ area: 'dataset', code: 'dataset-changed-while-reading', file: source.name });
  progress.end();

  const encoded = encodeSample(place, sample, reading, { classNames, toLearn });
  return {
    texts: sample.texts,
    ...encoded,
    task: reading.task,
    rowsRead: survey.rowsRead,
    rowsUsable,
    ...(source.split && { split: source.split }),
    ...(source.origin && { source: source.name, origin: source.origin }),
    ...(table.encoding && table.encoding !== 'utf-8' && { encoding: table.encoding }),
    ...(table.sheet !== undefined && { sheet: table.sheet }),
    dropped: survey.drops.list(),
    ...chosen,
    seed: plan.seed,
    fingerprint: fingerprintOf(sample.texts, namedLabels(encoded)),
    warnings: [
      ...table.warnings,
      ...surveyWarnings(survey, chosen.labelColumn, reading),
      ...sampleWarnings(encoded, allClasses(survey, reading, classNames), examples),
    ],
  };
}

/** The columns and the task that the user chose, or that the data make certain. */
async function chooseColumns(options: ReadExamplesOptions): Promise<ChosenColumns & { task: Task | undefined }> {
  const { source, textColumns, labelColumn, task, encoding, signal } = options;
  if (textColumns && labelColumn !== undefined) return { textColumns: [...textColumns], labelColumn, task };
  const inferred = inferColumns(await inspectDataset({ source, encoding, signal }), { textColumns, labelColumn });
  return { ...inferred, task: task ?? (labelColumn === undefined ? (inferred.task ?? undefined) : undefined) };
}

async function textCandidates({ source, encoding, signal }: ReadExamplesOptions): Promise<string[]> {
  const { columns } = await inspectDataset({ source, encoding, signal });
  return columns.filter(({ text }) => text.possible).map(({ name }) => name);
}

async function surveyTable(
  table: Table,
  chosen: ChosenColumns,
  columns: readonly string[],
  signal?: AbortSignal,
): Promise<Survey> {
  const survey = startSurvey(table, chosen);
  for await (const batch of table.rows(columns, { signal })) {
    for (const row of batch) surveyRow(survey, row, table.untyped);
  }
  return survey;
}

/** Counts the rows that the meaning of their label leaves out; gives the number of the others. */
function dropByLabel({ labels, drops }: Survey, reading: LabelReading): number {
  let usable = labels.rows;
  for (const drop of labels.drops.list()) {
    if (!leavesOut(reading, drop.reason)) continue;
    drops.addAll(drop);
    usable -= drop.count;
  }
  return usable;
}

function encodeSample(
  place: LabelPlace,
  { labels, rows }: Sample,
  { task }: LabelReading,
  { classNames, toLearn }: { classNames: readonly string[] | null; toLearn: boolean },
): EncodedLabels {
  if (task === 'regression') {
    const values = encodeValues(labels);
    if (toLearn) checkNumbers(place, values.labels, rows);
    return values;
  }
  const encoded = encodeClasses(labels, classNames);
  const [label = ''] = encoded.classes;
  if (encoded.classes.length > 1 || !toLearn) return encoded;
  throw new ProblemError({
    area: 'dataset',
    code: 'dataset-one-class',
    ...place,
    label,
    rows: labels.length,
    within: 'sample',
    dropped: [],
  });
}

function namedLabels({ labels, classes }: EncodedLabels): (string | number)[] {
  return Array.from(labels, (label) => classes[label] ?? label);
}

/** Names of all classes of the dataset; empty for regression. */
function allClasses(survey: Survey, { task, read }: LabelReading, names: readonly string[] | null): string[] {
  if (task === 'regression') return [];
  const values = [...survey.labels.distinct().counts.keys()].filter((text) => text.length < LABEL_LENGTH).map(read);
  return [...new Set(values)].flatMap((value) => (typeof value === 'object' ? [] : [className(value, names)]));
}
