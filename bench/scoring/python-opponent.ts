import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { EmbeddingMap, LabelledEmbeddings } from '../../src/logme/types.ts';

const hello = z.object({ name: z.string() });
const round = z.object({ ms: z.array(z.number()), cpu: z.array(z.number()), scores: z.array(z.number()) });

/** A running opponent. */
export interface Opponent {
  /** Package and version. */
  name: string;
  /** Scores all maps once: wall-clock and processor milliseconds and score of each. */
  score(): Promise<z.infer<typeof round>>;
  close(): void;
}

/**
 * Starts the reference on the same problem with so many threads, or null where Python has neither it nor numpy. `HFSELECT_PYTHON` names the
 * interpreter (default `python3`).
 */
export async function startPythonOpponent(
  examples: LabelledEmbeddings,
  maps: EmbeddingMap[],
  threads: number,
): Promise<Opponent | null> {
  const folder = mkdtempSync(join(tmpdir(), 'logme-bench-'));
  writeProblem(folder, examples, maps);
  const child = spawn(process.env.HFSELECT_PYTHON ?? 'python3', [join(import.meta.dirname, 'reference.py'), folder], {
    env: { ...process.env, OMP_NUM_THREADS: `${threads}`, OPENBLAS_NUM_THREADS: `${threads}` },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = linesOf(child);
  const close = (): void => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const first = await lines.next();
  if (first.done) {
    close();
    return null;
  }
  const { name } = hello.parse(JSON.parse(first.value));
  return {
    name,
    async score() {
      child.stdin?.write('\n');
      const line = await lines.next();
      if (line.done) throw new Error(`${name} ended in the middle of the benchmark`);
      return round.parse(JSON.parse(line.value));
    },
    close,
  };
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string, void, undefined> {
  // An interpreter that is missing ends the output like one that fails.
  child.on('error', () => child.stdout?.destroy());
  if (child.stdout === null) return;
  yield* createInterface({ input: child.stdout });
}

/** The problem as raw little-endian numbers, for `reference.py`. */
function writeProblem(folder: string, { embeddings, labels, n, d }: LabelledEmbeddings, maps: EmbeddingMap[]): void {
  writeFileSync(join(folder, 'problem.json'), JSON.stringify({ n, d, maps: maps.length }));
  writeFileSync(join(folder, 'embeddings.f32'), embeddings);
  writeFileSync(join(folder, 'labels.f64'), labels);
  maps.forEach(({ weight, bias }, index) => {
    writeFileSync(join(folder, `weight-${index}.f32`), weight);
    writeFileSync(join(folder, `bias-${index}.f32`), bias ?? new Float32Array(d));
  });
}
