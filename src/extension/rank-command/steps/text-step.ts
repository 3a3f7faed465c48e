import { describeLook } from '../../../words/dataset-look.ts';
import { editorVoice as voice } from '../../voice.ts';
import { completed } from '../answers.ts';
import { askTextColumns } from '../ask-columns.ts';
import { guessesInWords } from './guesses-in-words.ts';
import type { RankStep } from './step.ts';

/** Which column holds the text. The first entry takes all guesses at once, where there is one for everything. */
export const textStep: RankStep = (draft, place, { inspection }) => {
  const answers = completed(draft);
  const guesses =
    answers === null
      ? null
      : { label: voice.say('Run with these guesses'), detail: guessesInWords(answers, inspection) };
  return askTextColumns(draft, place, {
    columns: inspection.columns,
    guesses,
    look: describeLook(inspection, voice),
  });
};
