import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';

/** Rows before and after fine-tuning: to fit, and to judge by. */
export interface TrainingProblem {
  d: number;
  x: Float32Array;
  y: Float32Array;
  testX: Float32Array;
  testY: Float32Array;
}

const answer = z.object({
  name: z.string(),
  runs: z.array(z.object({ rate: z.number(), seconds: z.number(), error: z.number() })),
});

/** Learning rates of the reference: its default, and that of the published maps. */
const rates = [0.01, 0.001];

/**
 * Trains the reference's maps on the same rows with one thread, one for each of its learning rates; null where Python has no hfselect. `HFSELECT_PYTHON` names the
 * interpreter (default `python3`).
 */
export async function trainReference({
  d,
  x,
  y,
  testX,
  testY,
}: TrainingProblem): Promise<z.infer<typeof answer> | null> {
  const folder = mkdtempSync(join(tmpdir(), 'training-bench-'));
  try {
    writeFileSync(join(folder, 'problem.json'), JSON.stringify({ d, rates }));
    for (const [name, rows] of Object.entries({ x, y, test_x: testX, test_y: testY }))
      writeFileSync(join(folder, name), rows);
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    const python = process.env.HFSELECT_PYTHON ?? 'python3';
    const { stdout } = await promisify(execFile)(python, [join(import.meta.dirname, 'reference.py'), folder], { env });
    return answer.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
