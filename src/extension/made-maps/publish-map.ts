import { basename } from 'node:path';
import { env, type Memento, ProgressLocation, Uri, window } from 'vscode';
import type { Engine } from '../../engine/engine.ts';
import type { PublishedEsm, PublishPlan, PublishRequest } from '../../protocol/publish-plan.ts';
import { isRepositoryId } from '../../protocol/repository-id.ts';
import { repositoryIdRule } from '../../words/hub-problems.ts';
import { describePublished, describePublishPlan, publishQuestion } from '../../words/publish-plan.ts';
import type { MapFolder } from '../local-models/model-folder.ts';
import { askChoice, askText, next, type StepResult } from '../rank-command/wizard.ts';
import { editorVoice as voice } from '../voice.ts';

const { say } = voice;

/** What publishing needs. */
export interface PublishServices {
  engine: Engine;
  /** Where the owner is remembered that was published for last. */
  state: Memento;
}

const ownerKey = 'publishOwner';

/** *Publish…*: asks for repository and visibility, shows what will be made public and where, and does it once a person agrees. */
export async function publishMap(map: MapFolder, services: PublishServices): Promise<void> {
  const { engine } = services;
  const request = await askRequest(map, services.state);
  if (request === null) return;
  const plan = await working(say('Looking at {0}', request.repo), (signal) =>
    engine.planPublishing({ request, dryRun: false, signal }),
  );
  if (!(await isAgreed(plan))) return;
  const published = await working(say('Publishing {0}', plan.repo), (signal) => engine.publishEsm({ plan, signal }));
  await services.state.update(ownerKey, published.repo.slice(0, published.repo.indexOf('/')));
  tell(published);
}

async function askRequest(map: MapFolder, state: Memento): Promise<PublishRequest | null> {
  const title = say('Publish {0}', basename(map.folder));
  const owner: unknown = state.get(ownerKey);
  const repo = await askText(
    { title, step: 1, totalSteps: 2 },
    {
      prompt: say('The repository on the Hub: your account or organisation, and a name'),
      value: `${typeof owner === 'string' ? owner : ''}/${basename(map.folder)}`,
      validate: nameMistake,
    },
  );
  if (repo.kind !== 'next') return null;
  const visibility = await askVisibility(title, repo.value);
  if (visibility.kind !== 'next') return null;
  return { kind: 'folder', folder: map.folder, repo: repo.value, private: visibility.value === 'private' };
}

function nameMistake(text: string): string | null {
  if (/^[^/]+\/[^/]+$/.test(text)) return isRepositoryId(text) ? null : repositoryIdRule(voice);
  return say('A name has the form "owner/name".');
}

async function askVisibility(title: string, repo: string): Promise<StepResult<'public' | 'private'>> {
  const answer = await askChoice<'public' | 'private'>(
    { title, step: 2, totalSteps: 2, canGoBack: false },
    {
      placeholder: say('Who may see {0}?', repo),
      choices: [
        { label: say('Everybody'), detail: say('Rankings of others find the map.'), value: 'public' },
        { label: say('Only you and your organisation'), detail: say('Nobody else finds it.'), value: 'private' },
      ],
    },
  );
  return answer.kind === 'next' ? next(answer.value) : answer;
}

async function isAgreed(plan: PublishPlan): Promise<boolean> {
  const publish = say('Publish');
  const detail = describePublishPlan(plan, voice).join('\n');
  return (await window.showWarningMessage(publishQuestion(plan, voice), { modal: true, detail }, publish)) === publish;
}

function working<Value>(title: string, work: (signal: AbortSignal) => Promise<Value>): Thenable<Value> {
  return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal);
  });
}

function tell(published: PublishedEsm): void {
  const { url } = published;
  const open = say('Open on the Hub');
  void window.showInformationMessage(describePublished(published, voice).join(' · '), open).then(async (picked) => {
    if (picked === open) await env.openExternal(Uri.parse(url, true));
  });
}
