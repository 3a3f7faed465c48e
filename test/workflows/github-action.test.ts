import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';

// The steps of docs/github-action.md that rank, in a shell as GitHub starts it, against the sample Hub.

const root = join(import.meta.dirname, '../..');
const recipe = `rank:
  dataset: tickets.csv
  text: description
  label: use
  model: samples/bert-tiny-debian
`;
const workflow = z.object({
  jobs: z.object({ rank: z.object({ steps: z.array(z.looseObject({ run: z.string().optional() })) }) }),
});

it('leaves the page and the summary, the second step from the cache', async () => {
  const [, text = ''] = /```yaml\n(.*?)```/s.exec(readFileSync(join(root, 'docs/github-action.md'), 'utf8')) ?? [];
  const { steps } = workflow.parse(parse(text)).jobs.rank;
  const commands = steps.flatMap(({ run }) => (run === undefined || run.startsWith('npm ci') ? [] : [run]));
  expect(commands).toHaveLength(2);
  const folder = mkdtempSync(join(tmpdir(), 'itr-action-'));
  const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  try {
    cpSync(join(root, 'samples/datasets/package-use.csv'), join(folder, 'tickets.csv'));
    writeFileSync(join(folder, 'recipe.yaml'), recipe);
    symlinkSync(root, join(folder, 'ranker'));
    const env = {
      PATH: `${join(process.execPath, '..')}:${process.env.PATH}`,
      HOME: folder,
      HF_ENDPOINT: hub.endpoint,
      HF_TOKEN: '',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    };
    for (const [index, command] of commands.entries()) {
      if (index === 1) hub.requests.length = 0;
      await promisify(execFile)('bash', ['-e', '-c', command], { cwd: folder, env });
    }
    expect(hub.requests).toEqual([]);
    expect(existsSync(join(folder, '.cache/huggingface'))).toBe(true);
    expect(readFileSync(join(folder, 'ranking.html'), 'utf8')).toContain('Baseline');
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('debian-packages');
  } finally {
    await hub.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
