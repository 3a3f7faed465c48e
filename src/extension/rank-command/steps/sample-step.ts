import type { DatasetInspection } from '../../../protocol/dataset-inspection.ts';
import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import { type Draft, usualExamples } from '../answers.ts';
import { askChoice, askInTurn, askNumber, type Choice, next } from '../wizard.ts';
import type { RankAnswer, RankStep } from './step.ts';

const { say } = voice;

/** A quick look, for those who do not want to wait. */
const fewExamples = 300;

/** More rows are not proposed, because they hardly change the order; they can be typed. */
const manyExamples = 10_000;

/** How many rows to sample; null: a number that the person will type. */
export const sampleStep: RankStep = (draft, place, { inspection }) => {
  const ask = () =>
    askChoice<number | null>(place, {
      placeholder: say('How many rows? More make the order more certain, and take longer.'),
      choices: [
        ...sizes(draft, inspection.rows).map((size) => sizeChoice(size, inspection.rows)),
        { label: say('Another number…'), value: null },
      ],
      active: (size) => size === draft.examples,
    });
  return askInTurn<number | null, RankAnswer>(ask, async (size) => {
    if (size !== null) return next<RankAnswer>({ examples: size });
    const typed = await askNumber(
      { ...place, canGoBack: true },
      { prompt: say('How many rows?'), value: draft.examples },
    );
    return typed.kind === 'next' ? next<RankAnswer>({ examples: typed.value }) : typed;
  });
};

/** Sizes worth proposing, the largest first. */
function sizes({ examples }: Draft, rows: DatasetInspection['rows']): number[] {
  const proposed = [rows.count, usualExamples, fewExamples, examples];
  const possible = proposed.filter((size) => size <= manyExamples && (size <= rows.count || !rows.exact));
  return [...new Set(possible)].sort((a, b) => b - a);
}

function sizeChoice(size: number, rows: DatasetInspection['rows']): Choice<number> {
  const isAll = rows.exact && size === rows.count;
  const label = isAll ? say('All {0} rows', formatCount(size)) : say('{0} rows', formatCount(size));
  return { label, description: size === usualExamples ? say('usual') : '', value: size };
}
