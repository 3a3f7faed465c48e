import { startMocha } from '../start-mocha.ts';
import { activation, measureActivation } from './activation.ts';

/** Activation alone, beside that of the empty extension of `bench/activation`. */
export const run = () =>
  startMocha(() => {
    activation();
    suite('an empty extension', () => {
      test('is measured in the same window', () => measureActivation('bench.empty-extension', 'empty-'));
    });
  });
