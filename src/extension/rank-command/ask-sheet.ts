import { basename } from 'node:path';
import type { Engine } from '../../engine/engine.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { editorVoice as voice } from '../voice.ts';
import { lookAt } from './look-at.ts';
import { askChoice, next, type StepResult } from './wizard.ts';

const spreadsheet = /\.(?:xlsx|xlsm|ods)$/i;

/** Asks for the sheet of a spreadsheet, where it has several. Undefined: nothing is to choose. */
export async function askSheet(title: string, file: string, engine: Engine): Promise<StepResult<string | undefined>> {
  if (!spreadsheet.test(file)) return next(undefined);
  const name = basename(file);
  const { sheets, first } = await lookAt(name, (signal) => sheetsOf(file, engine, signal));
  if (sheets.length < 2) return next(undefined);
  return askChoice<string | undefined>(
    { title, step: 0, totalSteps: 0, canGoBack: false },
    {
      placeholder: voice.say('Which sheet of {0} holds your labelled texts?', name),
      choices: sheets.map((sheet) => ({ label: sheet, value: sheet })),
      active: (sheet) => sheet === first,
    },
  );
}

/** The sheets of a spreadsheet, and the one to propose: where the first is empty, the next. */
async function sheetsOf(file: string, engine: Engine, signal: AbortSignal) {
  try {
    const { sheet, sheets = [] } = await engine.inspect({ file, signal });
    return { sheets, first: sheet };
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'dataset-empty-sheet') throw error;
    const { sheet, others } = error.problem;
    if (others.length === 0) throw error;
    return { sheets: [sheet, ...others], first: others[0] };
  }
}
