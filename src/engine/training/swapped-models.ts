import * as z from 'zod';
import { readJsonFile } from '../../language-model/repository/read-json-file.ts';
import type { TrainingWarning } from '../../protocol/training-warnings.ts';
import type { BaseModel } from '../base-model/base-model.ts';

/** What config.json says of where a model comes from and what it is for, as transformers writes it. */
const origin = z.object({
  _name_or_path: z.string().nullish().catch(null),
  architectures: z.array(z.string()).nullish().catch(null),
});

/** Heads that fine-tuning on a task puts onto an encoder; that of masked tokens is one of pre-training. */
const head = /For(?:SequenceClassification|TokenClassification|QuestionAnswering|MultipleChoice)$/;

type NamedModel = Pick<BaseModel, 'id' | 'files'>;

type Swapped = Extract<TrainingWarning, { code: 'training-models-swapped' }>;

/**
 * Tells where the files of two models say that they were named the wrong way round: the base model has a head for a task and the tuned one has none, or
 * the base model was loaded from the tuned one.
 *
 * @throws {ProblemError} model-bad-config
 */
export async function swappedModels(base: NamedModel, tuned: NamedModel): Promise<Swapped | null> {
  if (base.id === tuned.id) return null;
  const [ofBase, ofTuned] = [await originOf(base), await originOf(tuned)];
  const headName = headOf(ofBase);
  const detail = { base: base.id, tuned: tuned.id };
  if (headName !== null && headOf(ofTuned) === null) {
    return { code: 'training-models-swapped', detail: { ...detail, by: 'head', found: headName } };
  }
  const source = ofBase._name_or_path ?? '';
  const isFromTuned = isName(source, tuned.id) && !isName(ofTuned._name_or_path ?? '', base.id);
  return isFromTuned ? { code: 'training-models-swapped', detail: { ...detail, by: 'name', found: source } } : null;
}

async function originOf({ files }: NamedModel): Promise<z.infer<typeof origin>> {
  return (await readJsonFile(files, 'config.json', origin)) ?? {};
}

function headOf({ architectures }: z.infer<typeof origin>): string | null {
  return architectures?.find((name) => head.test(name)) ?? null;
}

/** Whether a stated name means a model: models of the early days have an owner now that they had not. */
function isName(stated: string, id: string): boolean {
  return stated !== '' && (stated === id || (!stated.includes('/') && id.endsWith(`/${stated}`)));
}
