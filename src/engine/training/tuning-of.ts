import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { throwIfCancelled } from '../../hub/cancelled.ts';
import type { RepositoryFiles } from '../../language-model/repository/repository-files.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { type TuningFacts, tuningFacts } from '../../protocol/train-request.ts';

/** Largest of the files looked into; the state of a long training logs every few steps. */
const limitBytes = 16e6;

const number = z.number().optional().catch(undefined);

/** As `TrainingArguments` of transformers names them. */
const argumentsFile = z.object({
  num_train_epochs: number,
  per_device_train_batch_size: number,
  learning_rate: number,
  weight_decay: number,
  optim: z.string().optional().catch(undefined),
});

/** As `Trainer` keeps its state. The learning rate it logs is one of many; the first is not known. */
const stateFile = z.object({ num_train_epochs: number, train_batch_size: number });

/**
 * How a model was fine-tuned, as far as its files say: the arguments of its training, the state that `Trainer` left, the card that it writes. What none
 * says is left out. Nothing is unpickled.
 *
 * @throws {ProblemError} run-cancelled
 */
export async function tuningOf(files: RepositoryFiles, signal: AbortSignal): Promise<TuningFacts> {
  const read = async (name: string) => {
    try {
      const path = await files.path(name, limitBytes);
      return path === null ? null : await readFile(path, 'utf8');
    } catch (error) {
      throwIfCancelled(signal);
      if (error instanceof ProblemError) return null;
      throw error;
    }
  };
  const stated = [
    ofArguments(await read('training_args.json')),
    ofState(await read('trainer_state.json')),
    ofCard(await read('README.md')),
  ];
  const merged: Record<string, unknown> = {};
  for (const facts of stated) {
    for (const [name, value] of Object.entries(facts)) if (value !== undefined) merged[name] ??= value;
  }
  return usable(merged);
}

function ofArguments(text: string | null): Record<string, unknown> {
  const { data } = argumentsFile.safeParse(jsonOrNull(text));
  if (data === undefined) return {};
  return {
    epochs: data.num_train_epochs,
    batchSize: data.per_device_train_batch_size,
    learningRate: data.learning_rate,
    weightDecay: data.weight_decay,
    optimizer: data.optim,
  };
}

function ofState(text: string | null): Record<string, unknown> {
  const { data } = stateFile.safeParse(jsonOrNull(text));
  return data === undefined ? {} : { epochs: data.num_train_epochs, batchSize: data.train_batch_size };
}

/** Lines as `- learning_rate: 2e-05`, below "Training hyperparameters" of the card that `Trainer` writes. */
function ofCard(text: string | null): Record<string, unknown> {
  const lines = (text ?? '').matchAll(/^[-*] (\w+):(.*)$/gm);
  const stated = new Map([...lines].map(([, name = '', value = '']) => [name, value.trim()]));
  const numberOf = (name: string) => (stated.has(name) ? Number(stated.get(name)) : undefined);
  return {
    epochs: numberOf('num_epochs'),
    batchSize: numberOf('train_batch_size'),
    learningRate: numberOf('learning_rate'),
    weightDecay: numberOf('weight_decay'),
    optimizer: /^(?:Use )?(\w+)/.exec(stated.get('optimizer') ?? '')?.[1],
  };
}

/** Each fact for itself: a senseless one is left out, and takes none of the others with it. */
function usable(facts: Record<string, unknown>): TuningFacts {
  const entries = Object.entries(facts).filter(([name, value]) => tuningFacts.safeParse({ [name]: value }).success);
  return tuningFacts.parse(Object.fromEntries(entries));
}

function jsonOrNull(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
