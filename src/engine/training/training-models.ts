import { withTokenizerOf } from '../../language-model/repository/borrowed-tokenizer.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { TrainingProblem } from '../../protocol/problems/training.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import { namingModels } from '../base-model/name-models.ts';
import { openBaseModel } from '../base-model/open-base-model.ts';
import type { EngineContext } from '../context.ts';

/** The two models that a map leads from and to. */
export interface TrainingModels {
  base: BaseModel;
  /** Null where all embeddings are given. */
  tuned: BaseModel | null;
}

/**
 * Looks up both models and holds them against each other; nothing large moves. The tuned model is read with the tokenizer and the pooling
 * of the base model, so that both embed the same tokens in the same way.
 *
 * @throws {ProblemError} training-models-differ; a problem of the Hub or of the language model
 */
export async function openTrainingModels(
  { base: id, tuned: tunedId, folder, pooling }: TrainRequest,
  { hub }: Pick<EngineContext, 'hub'>,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (received: number, size: number | null) => void },
): Promise<TrainingModels> {
  const base = await namingModels(id, { hub, signal }, () =>
    openBaseModel({ hub, id, folder, pooling, signal, onBytes }),
  );
  if (tunedId === undefined) return { base, tuned: null };
  const given = { hub, folder, pooling: base.description.pooling, signal, onBytes };
  const tuned = await openBaseModel({ ...given, id: tunedId });
  checkFit(base, tuned);
  return { base, tuned: { ...tuned, files: withTokenizerOf(tuned.files, base.files) } };
}

type Difference = Extract<TrainingProblem, { code: 'training-models-differ' }>['what'];

function checkFit(base: BaseModel, tuned: BaseModel): void {
  const [of, and] = [base.description, tuned.description];
  const compared: readonly [Difference, string | number, string | number][] = [
    ['type', of.config.modelType, and.config.modelType],
    ['dimension', of.dimension, and.dimension],
    ['layers', of.config.layers, and.config.layers],
    ['vocabulary', of.config.vocabulary, and.config.vocabulary],
    ['positions', of.maxLength, and.maxLength],
  ];
  const different = compared.find(([, ofBase, ofTuned]) => ofBase !== ofTuned);
  if (different === undefined) return;
  const [what, ofBase, ofTuned] = different;
  const values = { what, ofBase: String(ofBase), ofTuned: String(ofTuned) };
  throw new ProblemError({
    area: 'training',
    code: 'training-models-differ',
    base: base.id,
    tuned: tuned.id,
    ...values,
  });
}
