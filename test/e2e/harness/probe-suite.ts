import assert from 'node:assert/strict';
import { startMocha } from '../in-host/start-mocha.ts';

/** A suite that passes, fails, or ends the extension host, as PROBE_MODE says. */
export const run = () =>
  startMocha(() => {
    test('as it was told', () => {
      if (process.env.PROBE_MODE === 'die') process.kill(process.pid, 'SIGKILL');
      assert.notEqual(process.env.PROBE_MODE, 'fail');
    });
  });
