import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatRanking } from '../../src/cli/commands/format-ranking.ts';
import { toNotebookOutput } from '../../src/ranking/export/notebook-output.ts';
import { englishWords } from '../../src/renderer/page-words.ts';
import { startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { someTasks } from '../renderer/documents/recorded.ts';
import { runBuilt } from './built.ts';

// Maps that were asked for and are not in the ranking are told wherever it is read.

const root = join(import.meta.dirname, '../..');
const missing = (repo: string) => ({
  repo,
  code: 'hub-repository-not-found',
  detail: { repoType: 'model', withToken: false },
});
const sentence =
  '2 of 3 maps were skipped. The Hub has no model "x/nobody", or it is private. The Hub has no model "x/none", or it is private.';

describe('skipped maps', () => {
  const document = {
    ...someTasks(),
    coverage: { scored: 1, requested: 3, available: null },
    skipped: [missing('x/nobody'), missing('x/none')],
  };
  const options = { top: undefined, width: undefined };

  it.each(['table', 'md', 'html'] as const)('stand in %s in a sentence', async (format) => {
    const text = (await formatRanking(document, { ...options, format })).replaceAll('&quot;', '"');
    expect(text).toContain(sentence);
  });

  it('stand in every form of a notebook output that is read as text', () => {
    const forms = toNotebookOutput(document, { describe: englishWords.describe });
    for (const mime of ['text/plain', 'text/markdown', 'text/html']) {
      expect(forms[mime]?.replaceAll('&quot;', '"')).toContain(sentence);
    }
  });

  it('are told by the command in table and on stderr, which keeps csv pure', async () => {
    const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
    const folder = mkdtempSync(join(tmpdir(), 'itr-skipped-'));
    const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
    const dataset = join(root, 'samples/datasets/package-use.csv');
    const rank = ['rank', dataset, '--model', 'samples/bert-tiny-debian', '--examples', '60', '--quiet'];
    const some = [...rank, '--esms', 'samples/ESM_debian__use,x/none,x/nobody'];
    try {
      const table = await runBuilt(some, env);
      expect({ code: table.code, stderr: table.stderr }).toEqual({ code: 0, stderr: `${sentence}\n` });
      expect(table.stdout).toContain(sentence);
      const csv = await runBuilt([...some, '--format', 'csv'], env);
      expect({ code: csv.code, stderr: csv.stderr }).toEqual({ code: 0, stderr: `${sentence}\n` });
      expect(csv.stdout.trim().split('\n').length).toBe(2);
      const none = await runBuilt([...rank, '--esms', 'x/none'], env);
      expect(none).toEqual({
        code: 3,
        stdout: '',
        stderr:
          'esm-rank: The only map could not be used. The Hub has no model "x/none", or it is private.\n' +
          '  Check the spelling; for a private one give a token with HF_TOKEN.\n',
      });
    } finally {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
