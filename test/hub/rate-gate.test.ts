import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRateLimit, RateGate } from '../../src/hub/requests/rate-gate.ts';

/** A gate with a clock that is moved by hand, in milliseconds. */
function gateAt(start: number): { gate: RateGate; clock: { now: number } } {
  const clock = { now: start };
  return { gate: new RateGate(() => clock.now), clock };
}

describe('RateGate', () => {
  it('lets everything out while nothing is known, or much is left', () => {
    const { gate } = gateAt(1000);
    expect([gate.take('api'), gate.take('api')]).toEqual([0, 0]);
    gate.see('api', { remaining: 400, resetSeconds: 300 });
    expect([gate.take('api'), gate.take('api')]).toEqual([0, 0]);
  });

  it('closes an empty bucket until one second after its reset, and no other bucket', () => {
    const { gate, clock } = gateAt(0);
    gate.see('resolvers', { remaining: 0, resetSeconds: 7 });
    expect(gate.take('resolvers')).toBe(8000);
    expect(gate.take('api')).toBe(0);
    clock.now = 8000;
    expect(gate.take('resolvers')).toBe(0);
  });

  it('spreads the last requests of a window over the rest of it, one turn for each', () => {
    const { gate, clock } = gateAt(0);
    gate.see('api', { remaining: 9, resetSeconds: 10 });
    expect(gate.take('api')).toBe(1000);
    clock.now = 1000;
    expect(gate.take('api')).toBe(0);
    expect(gate.take('api')).toBe(1000);
  });

  it('lets everything out again in the next window', () => {
    const { gate, clock } = gateAt(0);
    gate.see('api', { remaining: 1, resetSeconds: 10 });
    clock.now = 10_000;
    expect(gate.take('api')).toBe(0);
    gate.see('api', { remaining: 499, resetSeconds: 300 });
    expect([gate.take('api'), gate.take('api')]).toEqual([0, 0]);
  });

  it('is never closed for longer than to a second after the reset', () => {
    const seen = fc.record({ remaining: fc.nat(1000), resetSeconds: fc.nat(300), passedMs: fc.nat(5000) });
    fc.assert(
      fc.property(fc.array(seen, { minLength: 1 }), (steps) => {
        const { gate, clock } = gateAt(0);
        let latest = 0;
        for (const { passedMs, ...limit } of steps) {
          clock.now += passedMs;
          latest = Math.max(latest, clock.now + (limit.resetSeconds + 1) * 1000);
          gate.see('api', limit);
          expect(clock.now + gate.take('api')).toBeLessThanOrEqual(latest);
        }
      }),
    );
  });
});

describe('parseRateLimit', () => {
  it.each([
    ['"api";r=499;t=295', { remaining: 499, resetSeconds: 295 }],
    ['"resolvers"; r=0; t=3', { remaining: 0, resetSeconds: 3 }],
    ['"api";r=12', null],
    ['limit=100', null],
    [null, null],
  ])('reads %j', (header, limit) => {
    expect(parseRateLimit(header)).toEqual(limit);
  });
});
