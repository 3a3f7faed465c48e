import { measuringProgram } from './measuring.ts';
import { resultsProgram } from './results.ts';
import { rowsProgram } from './rows.ts';
import { trainingProgram } from './training.ts';

/** All of the Python that stands below the constants; it is the same for every ranking. */
export const program = [rowsProgram, trainingProgram, resultsProgram, measuringProgram].join('\n');
