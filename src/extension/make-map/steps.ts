import type { DatasetInspection } from '../../protocol/dataset-inspection.ts';
import { askTextColumns, labelChoices } from '../rank-command/ask-columns.ts';
import type { Step } from '../rank-command/ask-in-steps.ts';
import { askModel } from '../rank-command/ask-model.ts';
import { workspaceDatasets } from '../rank-command/choose-dataset.ts';
import { pathForRecipe } from '../rank-command/chosen-dataset.ts';
import { askChoice, askChoices, askInTurn, askText, type Choice, next } from '../rank-command/wizard.ts';
import { editorVoice as voice } from '../voice.ts';
import { completedMap, type MapDraft } from './map-answers.ts';

const { say } = voice;

/** What the steps know besides the draft. */
export interface MapFacts {
  inspection: DatasetInspection;
  /** As a recipe names it. */
  dataset: string;
  tuned: string;
  /** Base models with their number of maps; empty where the Hub cannot be asked. */
  models: Promise<{ model: string; esms: number }[]>;
  /** Local names of the folders that hold a language model. */
  folders: readonly string[];
}

/** The questions about a map, in their order. */
export function mapSteps(facts: MapFacts): Step<MapDraft>[] {
  return [textStep(facts), labelStep(facts), baseStep(facts), alsoStep(facts), outStep];
}

function textStep({ inspection, tuned }: MapFacts): Step<MapDraft> {
  return (draft, place) => {
    const answers = completedMap(draft);
    const guesses =
      answers === null ? null : { label: say('Make the map with these guesses'), ...inWords(answers, tuned) };
    return askTextColumns(draft, place, { columns: inspection.columns, guesses });
  };
}

/** All guesses in two lines: what going on with them does. */
function inWords({ text, label, base, out }: MapDraft & { text: string[] }, tuned: string) {
  const description = label === null ? text.join(' + ') : `${text.join(' + ')} → ${label}`;
  return { description, detail: [`${base} → ${tuned}`, out].join('  ·  ') };
}

function labelStep({ inspection }: MapFacts): Step<MapDraft> {
  return async (draft, place) => {
    const none: Choice<string | null> = {
      label: say('No label'),
      description: say('take all texts; the plot has no classes'),
      value: null,
    };
    const answer = await askChoice<string | null>(place, {
      placeholder: say('Which column holds the label? It only shows which classes moved.'),
      choices: [...labelChoices(inspection, draft), none],
      active: (name) => name === draft.label,
    });
    return answer.kind === 'next' ? next({ label: answer.value }) : answer;
  };
}

function baseStep({ models, folders, tuned }: MapFacts): Step<MapDraft> {
  return async (draft, place) => {
    const answer = await askModel(place, {
      placeholder: say('Which model was it before it was fine-tuned?'),
      current: draft.base,
      models,
      folders: folders.filter((folder) => folder !== tuned),
    });
    return answer.kind === 'next' ? next({ base: answer.value }) : answer;
  };
}

/** Which other texts to fit on: few people know what leaving them out costs, so it is said here. */
function alsoStep({ dataset }: MapFacts): Step<MapDraft> {
  return async (draft, place) => {
    const others = (await workspaceDatasets())
      .map(({ value, ...choice }) => ({ ...choice, value: pathForRecipe(value) }))
      .filter(({ value }) => value !== dataset);
    const ask = () =>
      askChoice<'none' | 'some'>(place, {
        placeholder: say('Should the map also hold for texts of other kinds?'),
        choices: alsoChoices(others.length),
        active: (value) => value === (others.length > 0 ? 'some' : 'none'),
      });
    return askInTurn<'none' | 'some', Partial<MapDraft>>(ask, async (value) => {
      if (value === 'none') return next<Partial<MapDraft>>({ also: [] });
      const chosen = await askChoices(
        { ...place, canGoBack: true },
        {
          placeholder: say('Which datasets hold other texts? Their labels are not read.'),
          choices: others,
          picked: (name) => draft.also.includes(name),
        },
      );
      return chosen.kind === 'next' ? next<Partial<MapDraft>>({ also: chosen.value }) : chosen;
    });
  };
}

function alsoChoices(others: number): Choice<'none' | 'some'>[] {
  const some: Choice<'none' | 'some'> = {
    label: say('Texts of more datasets…'),
    description: others === 1 ? say('1 in this workspace') : say('{0} in this workspace', others),
    detail: say('Each source weighs the same: little is lost on its own texts.'),
    value: 'some',
  };
  const none: Choice<'none' | 'some'> = {
    label: say('Only the texts of the task'),
    detail: say('On other texts, to which rankings apply it, often worse than none.'),
    value: 'none',
  };
  return others > 0 ? [some, none] : [none];
}

const outStep: Step<MapDraft> = async (draft, place) => {
  const answer = await askText(place, {
    prompt: say('The folder that the map is written to'),
    value: draft.out,
    validate: (text) => (text === '' ? say('Name a folder.') : null),
  });
  return answer.kind === 'next' ? next({ out: answer.value }) : answer;
};
