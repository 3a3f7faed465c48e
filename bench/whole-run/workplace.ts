import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GeneratedHub, startGeneratedHub } from '../generated-hub/start-generated-hub.ts';
import { makeTexts } from '../generated-hub/texts.ts';
import { type Watched, watchProcess } from './watched-process.ts';

const commandLine = join(import.meta.dirname, '../../dist/cli.js');

/** A Hub in the shapes of bert-base, a dataset, and empty caches, in a folder that goes away with it. */
export interface Workplace extends Disposable {
  hub: GeneratedHub;
  folder: string;
  dataset: string;
  /** For this program and for Python alike: both use one cache. */
  environment: NodeJS.ProcessEnv;
  /** Runs `esm-rank rank` on the dataset; its document is the output. */
  rank(): Promise<Watched>;
  /** Removes what was embedded before; the files of the Hub stay. */
  forgetEmbeddings(): void;
}

/** Makes one with so many maps of 768 dimensions and so many texts. */
export async function openWorkplace(params: { esms: number; texts: number }): Promise<Workplace> {
  const hub = await startGeneratedHub({ esms: params.esms, dimension: 768, baseModel: true });
  const folder = mkdtempSync(join(tmpdir(), 'itr-whole-run-'));
  const dataset = join(folder, 'texts.csv');
  const rows = makeTexts(params.texts, 1).map(({ text, label }) => `${text},${label}`);
  writeFileSync(dataset, `text,label\n${rows.join('\n')}\n`);
  const environment = {
    ...process.env,
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'hugging-face'),
    XDG_CACHE_HOME: join(folder, 'cache'),
  };
  const options = [
    '--text',
    'text',
    '--label',
    'label',
    '--model',
    hub.modelId,
    '--yes',
    '--format',
    'json',
    '--quiet',
  ];
  return {
    hub,
    folder,
    dataset,
    environment,
    rank: () => watchProcess(process.execPath, [commandLine, 'rank', dataset, ...options], { env: environment }),
    forgetEmbeddings: () =>
      rmSync(join(folder, 'cache/intermediate-task-ranker/embeddings'), { recursive: true, force: true }),
    [Symbol.dispose]() {
      hub[Symbol.dispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
