import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import type { Embedder } from './embedder.ts';

const hello = z.object({ name: z.string() });
const answer = z.object({ ms: z.number() });

/** The reference's way: PyTorch, eager, 128 texts at a time padded to 128 tokens. Null where `HFSELECT_PYTHON` (default `python3`) has no torch. */
export async function eagerPyTorch(folder: string, threads: number): Promise<Embedder | null> {
  const work = mkdtempSync(join(tmpdir(), 'itr-eager-'));
  const script = join(import.meta.dirname, 'eager_pytorch.py');
  const child = spawn(process.env.HFSELECT_PYTHON ?? 'python3', [script, folder, work, `${threads}`], {
    env: { ...process.env, HF_HUB_OFFLINE: '1', OMP_NUM_THREADS: `${threads}` },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // An interpreter that is missing ends the output like one that fails.
  child.on('error', () => child.stdout.destroy());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const close = async (): Promise<void> => {
    child.kill();
    rmSync(work, { recursive: true, force: true });
  };
  const first = await lines.next();
  if (first.done) {
    await close();
    return null;
  }
  return {
    ...hello.parse(JSON.parse(first.value)),
    async embed(texts) {
      writeFileSync(join(work, 'texts.json'), JSON.stringify(texts));
      child.stdin.write('\n');
      const line = await lines.next();
      if (line.done) throw new Error('PyTorch ended in the middle of the benchmark');
      const bytes = readFileSync(join(work, 'embeddings.f32'));
      return { ...answer.parse(JSON.parse(line.value)), embeddings: new Float32Array(Uint8Array.from(bytes).buffer) };
    },
    close,
  };
}
