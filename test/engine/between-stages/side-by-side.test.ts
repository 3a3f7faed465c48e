import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../../src/engine/between-stages/side-by-side.ts';

const forever = (signal: AbortSignal, onStop: () => void) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      onStop();
      reject(new Error('stopped'));
    });
  });

describe('sideBySide', () => {
  it('returns both results', async () => {
    const never = new AbortController().signal;
    expect(
      await sideBySide(
        never,
        async () => 1,
        async () => 'a',
      ),
    ).toEqual([1, 'a']);
  });

  it('stops and waits for the other task, and throws the first failure', async () => {
    let stopped = false;
    const run = sideBySide(
      new AbortController().signal,
      (signal) =>
        forever(signal, () => {
          stopped = true;
        }),
      async () => {
        await delay(5);
        throw new Error('first failure');
      },
    );
    await expect(run).rejects.toThrow('first failure');
    expect(stopped).toBe(true);
  });

  it("hands the caller's abort to both", async () => {
    const controller = new AbortController();
    let stops = 0;
    const count = () => {
      stops += 1;
    };
    const run = sideBySide(
      controller.signal,
      (signal) => forever(signal, count),
      (signal) => forever(signal, count),
    );
    controller.abort();
    await expect(run).rejects.toThrow('stopped');
    expect(stops).toBe(2);
  });
});
