import { basename } from 'node:path';
import { type QuickPickItem, QuickPickItemKind, window, workspace } from 'vscode';
import { isRepositoryId } from '../../protocol/repository-id.ts';
import { findLanguageModels } from '../local-models/find-model-folders.ts';
import { localName } from '../local-models/local-name.ts';
import { askChoice, askInTurn, askText, type Choice, next, type StepPlace } from '../rank-command/wizard.ts';
import { editorVoice as voice } from '../voice.ts';

const { say } = voice;

/** A fine-tuned model that a person has chosen. */
export interface TunedModel {
  /** As a recipe names it: a local name, or a repository on the Hub. */
  tuned: string;
  /** Its folder; null where it is on the Hub. */
  folder: string | null;
}

type Value = { folder: string } | 'browse' | 'hub';

/** Asks for the fine-tuned model: a folder of the workspace, one elsewhere, or on the Hub. Null: the person left. */
export async function pickTunedModel(title: string): Promise<TunedModel | null> {
  const place: StepPlace = { title, step: 0, totalSteps: 0, canGoBack: false };
  const ask = () =>
    askChoice<Value>(place, {
      placeholder: say('Which model was fine-tuned?'),
      choices: elsewhere(),
      loading: inWorkspace().then((choices) => [...choices, ...elsewhere()]),
    });
  const answer = await askInTurn<Value, TunedModel | null>(ask, async (value) => {
    if (value === 'browse') return next(await browse());
    if (value === 'hub') return askRepository(place);
    return next(tunedIn(value.folder));
  });
  return answer.kind === 'next' ? answer.value : null;
}

/** The fine-tuned model in a folder. */
export function tunedIn(folder: string): TunedModel {
  return { tuned: localName(folder), folder };
}

function elsewhere(): Choice<Value>[] {
  return [
    { label: say('$(folder) A folder elsewhere…'), value: 'browse' },
    { label: say('$(cloud) A model on the Hugging Face Hub…'), value: 'hub' },
  ];
}

async function inWorkspace(): Promise<(Choice<Value> | QuickPickItem)[]> {
  const models = await findLanguageModels();
  const choices = models.map(({ folder, namedAfter }) => ({
    label: localName(folder),
    description: namedAfter === null ? '' : say('from {0}', namedAfter),
    value: { folder },
  }));
  return choices.length === 0 ? [] : [...choices, { label: '', kind: QuickPickItemKind.Separator }];
}

async function browse(): Promise<TunedModel | null> {
  const [folder] = workspace.workspaceFolders ?? [];
  const picked = await window.showOpenDialog({
    title: say('Choose the folder of the fine-tuned model'),
    openLabel: say('Choose'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(folder === undefined ? {} : { defaultUri: folder.uri }),
  });
  const [chosen] = picked ?? [];
  return chosen === undefined ? null : tunedIn(chosen.fsPath);
}

async function askRepository(place: StepPlace) {
  const answer = await askText(
    { ...place, canGoBack: true },
    {
      prompt: say('The name of the fine-tuned model on the Hub, like textattack/bert-base-uncased-imdb'),
      value: '',
      validate: (text) => (isRepositoryId(text) ? null : say('A name has the form "owner/name" or "name".')),
    },
  );
  return answer.kind === 'next' ? next<TunedModel | null>({ tuned: answer.value, folder: null }) : answer;
}

/** What a person calls a model: the last part of its name. */
export function shortModelName({ tuned }: TunedModel): string {
  return basename(tuned);
}
