import { formatCount } from '../../../ranking/number-format.ts';
import { editorVoice as voice } from '../../voice.ts';
import { askChoice, askInTurn, askText, type Choice, next } from '../wizard.ts';
import type { Step, StepAnswer, StepFacts } from './step.ts';

const { say } = voice;

/** A listed model, or null: one that the person will name. */
type Value = { model: string | null };

/** The base model: those with maps on the Hub, the last used first, or any other by its name. */
export const modelStep: Step = (draft, place, { models }) => {
  const other: Choice<Value> = {
    label: say('Another model…'),
    description: say('by its name on the Hub'),
    value: { model: null },
  };
  const ask = () =>
    askChoice<Value>(place, {
      placeholder: say('Which base model are you going to fine-tune?'),
      choices: [modelChoice({ model: draft.model, esms: null }), other],
      loading: listed(draft.model, models).then((choices) => [...choices, other]),
      active: ({ model }) => model === draft.model,
    });
  return askInTurn<Value, StepAnswer>(ask, async ({ model }) => {
    if (model !== null) return next<StepAnswer>({ model });
    const typed = await askText(
      { ...place, canGoBack: true },
      {
        prompt: say('The name of a base model on the Hub, like roberta-base'),
        value: '',
        validate: (text) => (isModelName(text) ? null : say('A name has the form "owner/name" or "name".')),
      },
    );
    return typed.kind === 'next' ? next<StepAnswer>({ model: typed.value }) : typed;
  });
};

async function listed(current: string, models: StepFacts['models']): Promise<Choice<Value>[]> {
  const known = await models;
  const first = known.find(({ model }) => model === current) ?? { model: current, esms: null };
  return [first, ...known.filter(({ model }) => model !== current)].map(modelChoice);
}

function modelChoice({ model, esms }: { model: string; esms: number | null }): Choice<Value> {
  const description = esms === null ? '' : esms === 1 ? say('1 map') : say('{0} maps', formatCount(esms));
  return { label: model, description, value: { model } };
}

function isModelName(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)?$/.test(text);
}
