import { appendFileSync, writeFileSync } from 'node:fs';
import { format } from 'node:util';
import Mocha from 'mocha';
import { measurements } from './measured.ts';

/**
 * Runs test files with Mocha inside an extension host. Reports into the file that ITR_TEST_SINK names (else the console) and leaves
 * the counts and measurements in ITR_TEST_RESULT, which is how the launcher tells a finished suite from a host that died.
 *
 * @param load registers the tests; called between Mocha's set-up and its run
 */
export function startMocha(load: () => void): Promise<void> {
  const { ITR_TEST_SINK: sink, ITR_TEST_RESULT: result } = process.env;
  if (sink !== undefined) Mocha.reporters.Base.consoleLog = (...args) => appendFileSync(sink, `${format(...args)}\n`);
  const mocha = new Mocha({ ui: 'tdd', color: false, reporter: 'spec', timeout: 60_000 });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  load();
  return new Promise((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const tests = runner.stats?.tests ?? 0;
      if (result !== undefined) writeFileSync(result, JSON.stringify({ tests, failures, measured: measurements() }));
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of ${tests} tests failed`));
    });
  });
}
