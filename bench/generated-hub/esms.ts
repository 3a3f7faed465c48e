import { type FakeRepository, makeRepository } from '../../test/fakes/hub/repository.ts';
import { makeMap } from '../scoring/problem.ts';
import { safetensorsFile } from './safetensors-file.ts';

/** So many repositories with maps for a base model, as the reference publishes them. */
export function esmRepositories(params: {
  count: number;
  dimension: number;
  baseModel: string;
  /** Maps share them in turn. */
  differentWeights: number;
}): FakeRepository[] {
  const { count, dimension, baseModel, differentWeights } = params;
  const weights = Array.from({ length: Math.min(count, differentWeights) }, (_, index) => {
    const { weight, bias } = makeMap(dimension, index + 1);
    const file = safetensorsFile([
      // In the order in which safetensors writes them.
      { name: 'model.bias', shape: [dimension], values: bias ?? new Float32Array(dimension) },
      { name: 'model.weight', shape: [dimension, dimension], values: weight },
    ]);
    return makeRepository('model', 'bench/weights', { 'model.safetensors': file }).files;
  });
  return Array.from({ length: count }, (_, index) => {
    const task = `bench/task-${String(index).padStart(4, '0')}`;
    const small = makeRepository('model', `bench/ESM_task-${String(index).padStart(4, '0')}`, {
      'README.md': card(task, baseModel),
      'config.json': JSON.stringify(config(task, dimension, baseModel)),
    });
    return { ...small, files: new Map([...small.files, ...(weights[index % weights.length] ?? [])]) };
  });
}

function card(task: string, baseModel: string): string {
  return `---\nbase_model: ${baseModel}\ndatasets:\n- ${task}\ntags:\n- embedding_space_map\n---\n`;
}

function config(task: string, dimension: number, baseModel: string): object {
  return {
    base_model_name: baseModel,
    developers: 'benchmark',
    esm_architecture: 'linear',
    esm_embedding_dim: dimension,
    label_column: 'label',
    language: 'en',
    num_examples: 1000,
    seed: 42,
    streamed: false,
    task_id: task,
    task_split: 'train',
    task_subset: null,
    text_column: 'text',
    version: '0.2.0',
  };
}
