import { describeLook } from '../../../words/dataset-look.ts';
import { editorVoice as voice } from '../../voice.ts';
import { type Answers, completed, holdsTexts } from '../answers.ts';
import { type AllGuesses, askTextColumns } from '../ask-columns.ts';
import { columnsInWords, restInWords } from './guesses-in-words.ts';
import type { RankStep, StepFacts } from './step.ts';

/** Which column holds the text. The first entry takes all guesses at once, where there is one for everything. */
export const textStep: RankStep = (draft, place, facts) => {
  const answers = completed(draft);
  const { inspection } = facts;
  const isUsable = answers !== null && holdsTexts(answers.text, inspection);
  return askTextColumns(draft, place, {
    columns: inspection.columns,
    guesses: isUsable ? allGuesses(answers, facts) : null,
    look: describeLook(inspection, voice),
  });
};

function allGuesses(answers: Answers, { inspection, estimate }: StepFacts): AllGuesses {
  return {
    label: voice.say('Run with these guesses'),
    description: columnsInWords(answers, inspection),
    detail: restInWords(answers, inspection, null),
    later: estimate(answers.model).then((size) => restInWords(answers, inspection, size)),
  };
}
