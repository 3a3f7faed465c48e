import type { Examples } from '../../dataset/examples/examples.ts';
import { readExamples } from '../../dataset/examples/read-examples.ts';
import { readTexts, type Texts } from '../../dataset/examples/read-texts.ts';
import { guessColumns } from '../../dataset/inspection/infer-columns.ts';
import { inspectDataset } from '../../dataset/inspection/inspect-dataset.ts';
import type { ByteSource } from '../../dataset/sources/byte-source.ts';
import type { DatasetWarning } from '../../protocol/dataset-warnings.ts';
import type { AlsoTexts, TrainRequest } from '../../protocol/train-request.ts';
import type { RunObserver } from '../between-stages/run-events.ts';
import type { EngineContext } from '../context.ts';
import { openTarget } from '../target/open-target.ts';

/** Rows of a source that are taken where nothing is said: enough for 768 dimensions, embedded twice in some minutes. */
const usualExamples = 10_000;

/** Texts that a map is fitted on, and what they are taken from. */
export interface SourceTexts {
  source: string;
  texts: string[];
  /** Rows that were left out because their text came before. */
  repeated: number;
  columns: string[];
  /** Index into `classes`, by row; null where there are no classes. */
  labels: Float64Array | null;
  classes: string[];
  labelColumn: string | null;
  config: string | null;
  split: string | null;
  /** Decimal digits; null: the first rows. */
  seed: string | null;
  warnings: DatasetWarning[];
}

/** Warnings about classes, which a map does not depend on. */
const ofClasses: ReadonlySet<string> = new Set([
  'dataset-few-per-class',
  'dataset-few-rows',
  'dataset-classes-not-sampled',
  'dataset-many-unlabelled',
]);

/**
 * The texts of the intermediate task. Its labels only say which rows to leave out, and how far each class moves; where none is named and
 * none is certain, all texts are taken.
 *
 * @throws {ProblemError} of the areas dataset and hub, run-cancelled
 */
export async function readOwnTexts(
  request: TrainRequest,
  { hub }: Pick<EngineContext, 'hub'>,
  observer: RunObserver,
): Promise<SourceTexts> {
  const { signal, onProgress } = observer;
  const { encoding, task, examples = usualExamples, seed } = request;
  const source = await openTarget({ ...request, model: request.base }, hub, observer);
  const { textColumns, labelColumn } = await chooseColumns(request, source, signal);
  const given = { source, encoding, textColumns, examples, seed, signal, onProgress };
  if (labelColumn === undefined) return unlabelled(request.dataset, await readTexts(given), request);
  return labelled(await readExamples({ ...given, labelColumn, task, toLearn: false }), request);
}

/** Texts of another source. @throws {ProblemError} of the areas dataset and hub, run-cancelled */
export async function readAlsoTexts(
  { dataset, column }: AlsoTexts,
  request: TrainRequest,
  { hub }: Pick<EngineContext, 'hub'>,
  observer: RunObserver,
): Promise<SourceTexts> {
  const { signal, onProgress } = observer;
  const { folder, examples = usualExamples, seed } = request;
  const source = await openTarget({ dataset, folder, model: request.base }, hub, observer);
  const textColumns = column === undefined ? undefined : [column];
  const texts = await readTexts({ source, textColumns, examples, seed, signal, onProgress });
  return unlabelled(dataset, texts, request);
}

async function chooseColumns(
  { textColumns, labelColumn, encoding }: TrainRequest,
  source: ByteSource,
  signal: AbortSignal,
): Promise<{ textColumns: string[] | undefined; labelColumn: string | undefined }> {
  if (labelColumn !== undefined) return { textColumns, labelColumn };
  const { columns } = await inspectDataset({ source, encoding, signal });
  const guess = guessColumns(columns, { textColumns });
  if (guess.labelColumn === null || guess.textColumns === null) return { textColumns, labelColumn: undefined };
  return { textColumns: guess.textColumns, labelColumn: guess.labelColumn };
}

function labelled(examples: Examples, request: TrainRequest): SourceTexts {
  const { texts, textColumns, labelColumn, labels, classes, seed, origin, split, warnings } = examples;
  return {
    source: examples.source ?? request.dataset,
    texts,
    repeated: 0,
    columns: textColumns,
    labels: classes.length === 0 ? null : labels,
    classes,
    labelColumn,
    config: origin?.config ?? null,
    split: split ?? null,
    seed,
    warnings: warnings.filter((warning) => isOfTexts(warning, request)),
  };
}

function unlabelled(dataset: string, read: Texts, request: TrainRequest): SourceTexts {
  const { texts, textColumns, seed, origin, split, warnings } = read;
  return {
    source: read.source ?? dataset,
    texts,
    repeated: 0,
    columns: textColumns,
    labels: null,
    classes: [],
    labelColumn: null,
    config: origin?.config ?? null,
    split: split ?? null,
    seed,
    warnings: warnings.filter((warning) => isOfTexts(warning, request)),
  };
}

/** That there are fewer rows than the usual number is no news to who did not ask for it. */
function isOfTexts({ code }: DatasetWarning, { examples }: TrainRequest): boolean {
  return !ofClasses.has(code) && (code !== 'dataset-fewer-rows-than-asked' || examples !== undefined);
}
