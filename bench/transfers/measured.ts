import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import * as z from 'zod';
import type { Task } from '../../src/protocol/rank-request.ts';

const run = z.object({
  target: z.string(),
  /** Repository of the task's map; null: no intermediate task. */
  task: z.string().nullable(),
  metric: z.enum(['accuracy', 'pearson']),
  value: z.number(),
});

/** A target with what fine-tuning on each task first was measured to give it. */
export interface MeasuredTarget {
  name: string;
  file: string;
  task: Task;
  /** By repository: mean result of base → task → target minus that of base → target, over the seeds. */
  gains: ReadonlyMap<string, number>;
}

/** The targets of `gains.jsonl` in a folder, each with its file: beside it, or in `samples/datasets`. */
export function measuredTargets(folder: string): MeasuredTarget[] {
  const lines = readFileSync(join(folder, 'gains.jsonl'), 'utf8').split('\n').filter(Boolean);
  const runs = lines.map((line) => run.parse(JSON.parse(line)));
  return [...Map.groupBy(runs, ({ target }) => target)].map(([name, own]) => {
    const results = new Map([...Map.groupBy(own, ({ task }) => task)].map(([task, same]) => [task, meanOf(same)]));
    const directly = results.get(null);
    if (directly === undefined) throw new Error(`${name} has no result without an intermediate task`);
    const gains = [...results].flatMap(([task, result]) => (task === null ? [] : [[task, result - directly] as const]));
    return {
      name,
      file: fileOf(name, folder),
      task: own[0]?.metric === 'pearson' ? 'regression' : 'classification',
      gains: new Map(gains),
    };
  });
}

function meanOf(runs: readonly { value: number }[]): number {
  return runs.reduce((sum, { value }) => sum + value, 0) / runs.length;
}

function fileOf(name: string, folder: string): string {
  const folders = [folder, join(import.meta.dirname, '../../samples/datasets')];
  for (const place of folders.filter((path) => existsSync(path))) {
    const found = readdirSync(place).find((file) => parse(file).name === name);
    if (found !== undefined) return join(place, found);
  }
  throw new Error(`no file of the target ${name} in ${folders.join(' or ')}`);
}
