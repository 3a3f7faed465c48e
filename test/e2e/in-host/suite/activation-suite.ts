import { startMocha } from '../start-mocha.ts';
import { activation } from './activation.ts';

/** Activation alone, for windows that are opened only to measure it once more. */
export const run = () => startMocha(activation);
