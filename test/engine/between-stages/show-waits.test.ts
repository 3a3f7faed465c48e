import { expect, it } from 'vitest';
import { showWaits } from '../../../src/engine/between-stages/show-waits.ts';
import type { Progress } from '../../../src/protocol/progress.ts';
import { hubFixture } from '../../hub/hub-fixture.ts';

it('shows the longest wait with the stage that asks the Hub, until it is over', async () => {
  await using hubs = await hubFixture({});
  const shown: Progress[] = [];
  const { hub, onProgress } = showWaits(hubs.hub(), (progress) => shown.push(progress));
  const fetching = (done: number): Progress => ({ stage: 'fetch-esms', done, total: 9, unit: 'esms' });
  const embedding: Progress = { stage: 'embed', done: 1, total: 2, unit: 'texts' };
  onProgress(fetching(3));
  const [short, long] = [20, 40].map((seconds) => hub.onWait?.({ seconds, asked: true }));
  hub.onWait?.({ seconds: 10, asked: false })();
  onProgress(embedding);
  // What is under way still arrives.
  onProgress(fetching(4));
  long?.();
  short?.();
  const wait = (seconds: number) => ({ wait: { seconds, asked: true } });
  expect(shown).toEqual([
    fetching(3),
    { ...fetching(3), ...wait(20) },
    { ...fetching(3), ...wait(40) },
    embedding,
    { ...fetching(4), ...wait(40) },
    { ...fetching(4), ...wait(20) },
    fetching(4),
  ]);
});
