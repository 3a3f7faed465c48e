import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { AsyncQueue } from '../../../src/engine/between-stages/async-queue.ts';

async function drain(queue: AsyncQueue<{ n: number }>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { n } of queue) seen.push(n);
  return seen;
}

describe('AsyncQueue', () => {
  it('hands over items pushed before and during the iteration, in order', async () => {
    const queue = new AsyncQueue<{ n: number }>();
    queue.push({ n: 1 });
    const seen = drain(queue);
    for (const n of [2, 3]) {
      await delay(1);
      queue.push({ n });
    }
    queue.close();
    expect(await seen).toEqual([1, 2, 3]);
  });

  it('throws what it failed with', async () => {
    const queue = new AsyncQueue<{ n: number }>();
    const seen = drain(queue);
    queue.fail(new Error('broken'));
    await expect(seen).rejects.toThrow('broken');
  });

  it('serves several consumers without losing or doubling items', async () => {
    const queue = new AsyncQueue<{ n: number }>();
    const consumers = [drain(queue), drain(queue), drain(queue)];
    for (let n = 0; n < 20; n++) {
      queue.push({ n });
      if (n % 5 === 0) await delay(1);
    }
    queue.close();
    const seen = (await Promise.all(consumers)).flat().sort((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
