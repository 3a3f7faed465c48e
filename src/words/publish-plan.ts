import type { PublishedEsm, PublishPlan } from '../protocol/publish-plan.ts';
import { formatBytes } from './format-bytes.ts';
import type { Voice } from './voice.ts';

/** What publishing will make public, where and under which licence, one line each: what a person agrees to. */
export function describePublishPlan(plan: PublishPlan, voice: Voice): string[] {
  const { repo, url, account, head, license, baseModel, taskId, message, remarks } = plan;
  const where = voice.say('{0} ({1})', repo, head === null ? voice.say('new') : voice.say('is there'));
  return [
    voice.say('Repository: {0}, {1}', where, url),
    voice.say('Visibility: {0}', visibilityOf(plan, voice)),
    voice.say('Account: {0}', account ?? voice.say('none yet')),
    voice.say('Licence: {0}', license ?? voice.say('none named')),
    voice.say('Map: {0}, of the base model {1}', taskId, baseModel),
    ...plan.files.flatMap((file) => [
      voice.say('File: {0}, {1}, {2}', file.path, formatBytes(file.size), changeOf(file, voice)),
      ...linesOf(file.path, plan),
    ]),
    voice.say('Commit: {0}', message),
    ...remarks.map((remark) => voice.say('The Hub remarks on the card: {0}', remark)),
  ];
}

/** Whether anything of a plan is yet to be done. */
export function isPublished({ head, files }: PublishPlan): boolean {
  return head !== null && files.every(({ change }) => change === 'same');
}

/** The question before anything is written. */
export function publishQuestion({ repo, visibility }: PublishPlan, voice: Voice): string {
  return visibility === 'private'
    ? voice.say('Publish these files to {0}, for those only who may see it?', repo)
    : voice.say('Publish these files to {0}, for everybody?', repo);
}

/** What was published, and whether it is found. */
export function describePublished(
  { repo, url, commit, files, found, baseModel, visibility }: PublishedEsm,
  voice: Voice,
): string[] {
  const done =
    files.length === 0
      ? voice.say('{0} holds these files already: {1}', repo, url)
      : voice.say('Published {0} in one commit ({1}): {2}', files.join(', '), commit.slice(0, 7), url);
  return [done, foundSentence({ found, baseModel, visibility }, voice)];
}

/** That a publishing which broke off can be begun again. */
export function describeBrokenOff({ repo }: PublishPlan, voice: Voice): string {
  return voice.say(
    'It broke off before {0} held all files. Run the same command again: what is there is not sent twice.',
    repo,
  );
}

function foundSentence(
  { found, baseModel, visibility }: Pick<PublishedEsm, 'found' | 'baseModel' | 'visibility'>,
  voice: Voice,
): string {
  if (!found)
    return voice.say('The Hub does not list it by its tags yet; "esm-rank check" tells later whether it does.');
  return visibility === 'private'
    ? voice.say('The Hub lists it among the maps of {0}, for those only who may see it.', baseModel)
    : voice.say('The Hub lists it among the maps of {0}: whoever ranks with that model finds it.', baseModel);
}

function linesOf(path: string, { changes }: PublishPlan): string[] {
  return changes.filter((change) => change.path === path).flatMap(({ lines }) => lines);
}

function visibilityOf({ visibility, staysPrivate }: PublishPlan, voice: Voice): string {
  const name = visibility === 'private' ? voice.say('private') : voice.say('public');
  return staysPrivate ? voice.say('{0}, as it is; the Hub changes that in its settings', name) : name;
}

function changeOf({ change }: PublishPlan['files'][number], voice: Voice): string {
  switch (change) {
    case 'new':
      return voice.say('new');
    case 'changed':
      return voice.say('changed');
    case 'same':
      return voice.say('as it is there');
  }
}
