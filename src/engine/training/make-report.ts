import type { TrainRequest } from '../../protocol/train-request.ts';
import { type TrainingReport, trainingReportSchema } from '../../protocol/training-report.ts';
import type { EngineContext } from '../context.ts';
import type { FittedMap } from './fit-map.ts';
import { baseName, explainedShare, subsetOf, taskIdOf } from './map-config.ts';
import { movementOf } from './movement-of.ts';
import { nearestMaps } from './nearest-maps.ts';
import { warningsOf } from './report-warnings.ts';
import type { TrainingModels } from './training-models.ts';
import type { TrainingSources, WeightedPairs } from './training-sources.ts';

/** A map that was fitted, with all that it was made of. */
export interface MadeMap {
  request: TrainRequest;
  /** Absolute path of its folder. */
  folder: string;
  models: TrainingModels;
  sources: TrainingSources;
  /** Of the task itself. */
  own: WeightedPairs;
  fitted: FittedMap;
  /** As `madeFrom` gives it. */
  digest: string;
  /** Of the run; those of texts and of the map are found here. */
  warnings: TrainingReport['warnings'];
  timings: TrainingReport['timings'];
}

/** The report of a map: its errors, how far fine-tuning moved the texts, and which maps in the cache move alike. @throws {ProblemError} run-cancelled */
export async function makeReport(
  made: MadeMap,
  { hub, version, now }: Pick<EngineContext, 'hub' | 'version' | 'now'>,
  signal: AbortSignal,
): Promise<TrainingReport> {
  const { request, models, sources, fitted, own } = made;
  const { base, tuned } = models;
  const { dimension, pooling } = base.description;
  const { solved, error } = fitted;
  const { identityError, meanError, lambda, effectiveDimensions } = solved;
  const texts = sources.own.kind === 'texts' ? sources.own.texts : null;
  const baseId = baseName(request, base);
  const { labels = null, classes = [] } = texts ?? {};
  return {
    schema: trainingReportSchema,
    created: now().toISOString(),
    generator: version,
    map: made.folder,
    taskId: taskIdOf(request, sources),
    taskSubset: subsetOf(request, sources),
    base: { id: baseId, revision: base.revision },
    tuned: tuned && { id: tuned.id, revision: tuned.revision },
    pooling,
    dimension,
    dtype: request.dtype,
    rows: fitted.sources.reduce((sum, { rows }) => sum + rows, 0),
    labelColumn: texts?.labelColumn ?? request.labelColumn ?? null,
    seed: texts?.seed ?? null,
    sources: fitted.sources,
    error,
    identityError,
    meanError,
    r2: explainedShare(error, identityError),
    lambda,
    effectiveDimensions,
    movement: await movementOf({ pairs: own.pairs, dimension, labels, classes, signal }),
    nearestMaps: await nearestMaps({ hub, baseId, weight: solved.weight, dimension, signal }),
    warnings: [...made.warnings, ...warningsOfSources(sources), ...warningsOf(fitted, request, baseId)],
    timings: made.timings,
    madeFrom: made.digest,
  };
}

function warningsOfSources({ own, also }: TrainingSources): TrainingReport['warnings'] {
  const texts = own.kind === 'texts' ? [own.texts, ...also] : also;
  const ofTexts = texts.flatMap(({ warnings }) => warnings);
  const repeated = texts.reduce((sum, each) => sum + each.repeated, 0);
  const inFile = own.kind === 'file' ? own.file.repeated : 0;
  const ofFile = {
    code: 'training-rows-repeated',
    detail: { file: own.kind === 'file' ? own.name : '', rows: inFile },
  };
  return [
    ...ofTexts,
    ...(inFile > 0 ? [ofFile] : []),
    ...(repeated > 0 ? [{ code: 'training-texts-repeated', detail: { rows: repeated } }] : []),
  ];
}
