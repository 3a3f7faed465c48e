import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { golden } from '../golden-models.ts';

const source = new URL('../../../src/language-model/', import.meta.url);

/** Runs a script in a process of its own, with a model at hand. */
function run(script: string): { status: number | null; stdout: string; stderr: string } {
  const preamble = `
    import { existsSync } from 'node:fs';
    import { loadLanguageModel } from '${new URL('load-language-model.ts', source)}';
    const workerUrl = new URL('${new URL('encoder/encoder-worker.ts', source)}');
    const folder = ${JSON.stringify(`${golden}/models/bert-uncased/`)};
    const files = { id: 'm', revision: 'r', path: async (name) => existsSync(folder + name) ? folder + name : null, has: async (name) => existsSync(folder + name) };
    const signal = new AbortController().signal;
    const model = await loadLanguageModel({ files, threads: 2, workerUrl, signal });
    const texts = Array.from({ length: 300 }, (_, i) => 'word '.repeat(i));`;
  return spawnSync(process.execPath, ['--input-type=module', '--eval', preamble + script], {
    encoding: 'utf8',
    timeout: 25_000,
  });
}

describe('a process with a language model', () => {
  it('ends by itself when the model is idle, though nobody closed it', () => {
    const { status, stdout, stderr } = run(`
      const embeddings = await model.embed({ texts: texts.slice(0, 9), signal });
      console.log(embeddings.length);`);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '432\n', stderr: '' });
  });

  it('does not end while it embeds, though nothing else keeps it', () => {
    const { status, stdout } = run(`
      model.embed({ texts, signal }).then((embeddings) => console.log(embeddings.length));`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '14400\n' });
  });

  it('ends cleanly after it was cancelled in the middle and closed', () => {
    const { status, stdout, stderr } = run(`
      const controller = new AbortController();
      const onProgress = () => controller.abort();
      await model.embed({ texts, signal: controller.signal, onProgress }).catch((error) => console.log(error.problem.code));
      await model.close();
      process.exit(0);`);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'run-cancelled\n', stderr: '' });
  });
});
