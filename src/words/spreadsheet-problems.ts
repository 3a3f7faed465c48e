import type { Of } from './column-problems.ts';
import { listSome } from './dataset-facts.ts';
import { formatBytes } from './format-bytes.ts';
import type { Voice } from './voice.ts';

/** The problems of spreadsheets and their sheets. */
export type SpreadsheetProblem = Of<
  | 'dataset-no-such-sheet'
  | 'dataset-empty-sheet'
  | 'dataset-without-sheets'
  | 'dataset-protected-spreadsheet'
  | 'dataset-sheet-too-large'
  | 'dataset-unpacks-too-large'
>;

/** What is wrong with a spreadsheet, or with the choice of its sheet. */
export function spreadsheetMessage(problem: SpreadsheetProblem, voice: Voice): string {
  const { file } = problem;
  switch (problem.code) {
    case 'dataset-no-such-sheet':
      return voice.say('{0} has no sheet "{1}".', file, problem.sheet);
    case 'dataset-empty-sheet':
      return voice.say('{0}: the sheet "{1}" is empty.', file, problem.sheet);
    case 'dataset-without-sheets':
      return voice.say('{0} is no spreadsheet, so it has no {1}.', file, voice.setting('sheet', problem.sheet));
    case 'dataset-protected-spreadsheet':
      return voice.say('{0} is protected by a password.', file);
    case 'dataset-sheet-too-large':
      return voice.say('{0} holds more than {1} of different texts.', file, formatBytes(problem.limitBytes));
    case 'dataset-unpacks-too-large':
      return voice.say(
        '{0}: its part {1} would unpack from {2} to {3}, which no sheet of texts does.',
        file,
        problem.part,
        formatBytes(problem.packedBytes),
        formatBytes(problem.bytes),
      );
  }
}

/** What to do about it. */
export function spreadsheetRemedy(problem: SpreadsheetProblem, voice: Voice): string {
  switch (problem.code) {
    case 'dataset-no-such-sheet': {
      const all = voice.say('Its sheets are: {0}.', listSome(problem.sheets, voice, 30));
      return problem.nearest === null ? all : `${voice.say('Did you mean "{0}"?', problem.nearest)} ${all}`;
    }
    case 'dataset-empty-sheet': {
      const [other] = problem.others;
      if (other === undefined) return voice.say('It is the only one; look whether the file is the right one.');
      return voice.say(
        'Choose another one, as in {0}; there are: {1}.',
        voice.setting('sheet', other),
        listSome(problem.others, voice, 30),
      );
    }
    case 'dataset-without-sheets':
      return voice.say('Leave it out.');
    case 'dataset-protected-spreadsheet':
      return voice.say('Save it without a password, or save the sheet as .csv.');
    case 'dataset-sheet-too-large':
    case 'dataset-unpacks-too-large':
      return voice.say('Save the sheet as .csv.');
  }
}
