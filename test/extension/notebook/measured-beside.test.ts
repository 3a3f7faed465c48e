import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withMeasuredBeside } from '../../../src/extension/notebook/measured-beside.ts';
import type { Transfers } from '../../../src/transfers/transfers-file.ts';
import { someTasks } from '../../renderer/documents/recorded.ts';
import { makeGain, makeTransfers } from '../../transfers/make-transfers.ts';

vi.mock('vscode', async () => {
  const { fillTemplate } = await import('../../../src/words/voice.ts');
  return { l10n: { t: fillTemplate } };
});

const whole = someTasks();
const ranking = { ...whole, target: { ...whole.target, fingerprint: 'sha256:a' } };
const model = { id: ranking.model.id, revision: ranking.model.revision };
const gains = [makeGain({ map: ranking.tasks[0]?.repo ?? null })];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-beside-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, changes: Partial<Transfers> = {}, target: Partial<Transfers['target']> = {}): void {
  writeFileSync(join(folder, name), JSON.stringify({ ...makeTransfers({ model, gains, target }), ...changes }));
}

it('takes the newest file that fits, and no other', async () => {
  write('old.transfers.json', { created: '2026-01-01T00:00:00Z', tested: 1 });
  write('a.transfers.json', { created: '2026-02-01T00:00:00Z', tested: 2 });
  write('other-model.transfers.json', {
    created: '2026-03-01T00:00:00Z',
    tested: 3,
    model: { id: 'm', revision: null },
  });
  write('transfers.json', { created: '2026-04-01T00:00:00Z', tested: 4 });
  const { measurement, warnings } = await withMeasuredBeside(ranking, [folder]);
  expect(measurement?.tested).toBe(2);
  expect(warnings).toEqual(ranking.warnings);
});

it('says of what is about other rows of the dataset that it is not shown, and is silent about other datasets', async () => {
  const others = { fingerprint: 'sha256:b', ranked: null };
  write('x.transfers.json', {}, { source: 'x.csv', ...others });
  expect(await withMeasuredBeside(ranking, [folder])).toEqual(ranking);
  write('tickets.transfers.json', {}, others);
  const { measurement, warnings } = await withMeasuredBeside(ranking, [folder]);
  expect(measurement).toBeUndefined();
  expect(warnings.at(-1)).toMatchObject({ code: 'run-transfers-unused', detail: { reason: 'rows' } });
});

it('says of a file that it cannot be read, and goes on', async () => {
  writeFileSync(join(folder, 'a.transfers.json'), '{');
  mkdirSync(join(folder, 'b.transfers.json'));
  write('c.transfers.json');
  const { measurement, warnings } = await withMeasuredBeside(ranking, [folder]);
  expect(measurement).toBeDefined();
  expect(warnings.slice(ranking.warnings.length)).toMatchObject([
    {
      code: 'run-transfers-unreadable',
      detail: { file: 'a.transfers.json', reason: expect.stringContaining('a.transfers.json is not JSON') },
    },
    { code: 'run-transfers-unreadable', detail: { file: 'b.transfers.json' } },
  ]);
});

it('leaves the ranking as it is in a folder that holds none, or is not there', async () => {
  expect(await withMeasuredBeside(ranking, [folder, join(folder, 'none')])).toEqual(ranking);
});
