import { formatCount } from '../../ranking/number-format.ts';
import { editorVoice as voice } from '../voice.ts';
import { askChoice, askInTurn, askText, type Choice, next, type StepPlace, type StepResult } from './wizard.ts';

const { say } = voice;

/** A base model with its number of maps; null where that is not known. */
interface KnownModel {
  model: string;
  esms: number | null;
}

/** A question for a base model. */
export interface ModelQuestion {
  placeholder: string;
  /** The best guess, which stands first. */
  current: string;
  /** Models that have maps on the Hub; none where it cannot be asked. */
  models: Promise<readonly KnownModel[]>;
  /** Local names of folders that hold a model. */
  folders?: readonly string[];
}

/** A listed model, or null: one that the person will name. */
type Value = { model: string | null };

/** Asks for a base model: the best guess, those with maps on the Hub, those in folders, or any other by its name. */
export function askModel(place: StepPlace, question: ModelQuestion): Promise<StepResult<string>> {
  const { placeholder, current, models, folders = [] } = question;
  const rest: Choice<Value>[] = [
    ...folders
      .filter((folder) => folder !== current)
      .map((folder) => ({ label: folder, description: say('folder'), value: { model: folder } })),
    { label: say('Another model…'), description: say('by its name on the Hub'), value: { model: null } },
  ];
  const ask = () =>
    askChoice<Value>(place, {
      placeholder,
      choices: [modelChoice({ model: current, esms: null }), ...rest],
      loading: listed(current, models).then((choices) => [...choices, ...rest]),
      active: ({ model }) => model === current,
    });
  return askInTurn<Value, string>(ask, async ({ model }) => (model === null ? askName(place) : next(model)));
}

function askName(place: StepPlace): Promise<StepResult<string>> {
  return askText(
    { ...place, canGoBack: true },
    {
      prompt: say('The name of a base model on the Hub, like roberta-base'),
      value: '',
      validate: (text) => (isModelName(text) ? null : say('A name has the form "owner/name" or "name".')),
    },
  );
}

async function listed(current: string, models: Promise<readonly KnownModel[]>): Promise<Choice<Value>[]> {
  const known = await models;
  const first = known.find(({ model }) => model === current) ?? { model: current, esms: null };
  return [first, ...known.filter(({ model }) => model !== current)].map(modelChoice);
}

function modelChoice({ model, esms }: KnownModel): Choice<Value> {
  const description = esms === null ? '' : esms === 1 ? say('1 map') : say('{0} maps', formatCount(esms));
  return { label: model, description, value: { model } };
}

function isModelName(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)?$/.test(text);
}
