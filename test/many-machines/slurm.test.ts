import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { runBuilt } from '../cli/built.ts';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { missingForCluster, OneNodeCluster } from './one-node-cluster.ts';

// The array of docs/many-machines.md on a real Slurm on this machine, against the sample Hub.

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/many-machines.md'), 'utf8');
const [script = '', submission = ''] = [...page.matchAll(/```bash\n(.*?)```/gs)].map(([, lines]) => lines);
const recipe = `rank:
  dataset: tickets.csv
  text: description
  label: use
  model: samples/bert-tiny-debian
  examples: 100
`;
const missing = missingForCluster();

it.skipIf(missing !== null)(
  `an array, one task of which is killed and put back, merges to what one run gives${missing === null ? '' : ` (missing: ${missing})`}`,
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync('/tmp/itr-slurm-');
    const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
    try {
      await using cluster = await OneNodeCluster.start(mkdtempSync(join(folder, 'c-')));
      const env = {
        PATH: `${folder}/bin`,
        HOME: folder,
        HF_ENDPOINT: hub.endpoint,
        XDG_CACHE_HOME: join(folder, 'cache'),
      };
      layOut(folder);
      // Until the first task is put back, no part can end.
      hub.faults.add({ match: /safetensors/, fault: { kind: 'stall' } });
      await cluster.shell(submission, folder, env);
      const [first] = await until(async () => {
        const running = [...(await cluster.states())].filter(([, state]) => state === 'RUNNING').map(([job]) => job);
        return running.length > 0 && running;
      });
      await cluster.requeue(first ?? '');
      hub.faults.clear();
      const states = await until(async () => {
        const all = await cluster.states();
        return [...all.values()].every((state) => state === 'COMPLETED') && all;
      });
      expect(states.size).toBe(9);

      const merged = await runBuilt(['merge', ...parts(), '--format', 'json'], {}, folder);
      const whole = await runBuilt(['rank', '--recipe', 'recipe.yaml', '--format', 'json'], env, folder);
      expect(withoutTimes(merged.stdout)).toEqual(withoutTimes(whole.stdout));
      const table = await runBuilt(['merge', ...parts()], {}, folder);
      expect(readFileSync(join(folder, 'ranking.txt'), 'utf8')).toBe(table.stdout);
    } finally {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

/** The working folder on the login node, and `esm-rank` on its path. */
function layOut(folder: string): void {
  cpSync(join(root, 'samples/datasets/package-use.csv'), join(folder, 'tickets.csv'));
  writeFileSync(join(folder, 'recipe.yaml'), recipe);
  writeFileSync(join(folder, 'ranking.sbatch'), script.replace('/shared/huggingface', join(folder, 'hf')));
  mkdirSync(join(folder, 'bin'));
  const program = join(folder, 'bin/esm-rank');
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${join(root, 'dist/cli.js')}" "$@"\n`);
  chmodSync(program, 0o755);
}

function parts(): string[] {
  return Array.from({ length: 8 }, (_, index) => `part-${index + 1}.json`);
}

function withoutTimes(text: string): string {
  return toJson({ ...rankingDocument.parse(JSON.parse(text)), created: null, timings: null });
}

async function until<Value>(look: () => Promise<Value | false>): Promise<Value> {
  for (;;) {
    const value = await look();
    if (value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
