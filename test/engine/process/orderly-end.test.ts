import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, IPCMessageReader, IPCMessageWriter } from 'vscode-jsonrpc/node';
import { callMethod } from '../../../src/engine/process/connection.ts';
import { methods, protocolVersion, runUpdate, updateNotification } from '../../../src/engine/process/messages.ts';
import type { Stage } from '../../../src/protocol/progress.ts';
import { rankRequest } from '../../../src/protocol/rank-request.ts';
import { sampleHub } from '../../engine-fixture.ts';
import { type FakeHub, startFakeHub } from '../../fakes/hub/start-fake-hub.ts';

const folder = mkdtempSync(join(tmpdir(), 'itr-end-'));
const dataset = join(folder, 'long.csv');
let hub: FakeHub;

beforeAll(async () => {
  hub = await startFakeHub({ folder: sampleHub });
  // Texts of 128 tokens: ONNX Runtime is inside a batch nearly all the time, for seconds.
  const rows = Array.from(
    { length: 3_000 },
    (_, row) => `${'network server with a database '.repeat(26)}${row},${row % 3}`,
  );
  writeFileSync(dataset, `text,label\n${rows.join('\n')}\n`);
});

afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true });
});

/** An engine's process in the middle of a run: some of the stage is done. */
async function engineIn(entry: string, stage: Stage, request: object): Promise<ChildProcess> {
  const cache = mkdtempSync(join(folder, 'cache-'));
  const child = fork(join(import.meta.dirname, entry), [], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const connection = createMessageConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const reached = new Promise<void>((resolve) => {
    connection.onNotification(updateNotification, (update: unknown) => {
      if (runUpdate.parse(update).progress.some((progress) => progress.stage === stage && progress.done > 0)) resolve();
    });
  });
  connection.onError(() => {});
  connection.listen();
  const settings = { endpoint: hub.endpoint, cacheFolder: join(cache, 'hub'), token: null, threads: 2, offline: false };
  await callMethod(connection, methods.initialize, { protocolVersion, settings });
  const rank = { run: 1, request: rankRequest.parse(request) };
  callMethod(connection, methods.rank, rank).catch(() => {});
  await reached;
  return child;
}

const embedding = {
  dataset,
  textColumns: ['text'],
  labelColumn: 'label',
  model: 'samples/bert-tiny-debian',
  examples: 3_000,
};

describe('an engine whose shell goes away', () => {
  it('while ONNX Runtime computes ends with code 0, before it would be forced to, and without a word', async () => {
    const child = await engineIn('real-engine.ts', 'embed', embedding);
    let errors = '';
    child.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    child.disconnect();
    const [code, signal]: unknown[] = await once(child, 'exit');
    expect({ code, signal, errors }).toEqual({ code: 0, signal: null, errors: '' });
  });

  it('and that does not come to an end is ended by force', async () => {
    const child = await engineIn('strange-engine.ts', 'score', { dataset: 'deaf', model: 'm' });
    child.disconnect();
    const [code, signal]: unknown[] = await once(child, 'exit');
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGKILL' });
  });
});
