import { checkEsm } from '../../esm/check-esm.ts';
import { type EsmParts, partNames, partsInFolder, partsOnHub } from '../../esm/esm-parts.ts';
import { readCard, textsOf } from '../../esm/front-matter.ts';
import type { RepairedFiles } from '../../esm/repair-esm.ts';
import type { Hub } from '../../hub/hub.ts';
import { type NewFile, type RemoteRepository, sha256 } from '../../hub/publishing/remote-repository.ts';
import { consequenceOf, type EsmCheck } from '../../protocol/esm-findings.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PublishPlan, PublishRequest } from '../../protocol/publish-plan.ts';
import { checkFolder } from '../base-model/local-folder.ts';
import { canonicalBaseModel } from './canonical-base-model.ts';
import { changedLines } from './changed-lines.ts';
import { type EsmToCheck, repairAndCheck, statedBaseModel } from './checked-esm.ts';

/** The files of a map as they are to be on the Hub, and what is known of it. */
export interface PublishContents {
  files: NewFile[];
  baseModel: string;
  taskId: string;
  license: string | null;
  card: string;
  /** Of a repair: the lines that it changes, by file. */
  changes: PublishPlan['changes'];
}

/**
 * Reads what is to be published: the three files of a folder, or what repairs a map that is on the Hub.
 *
 * @param repository that is repaired, at the commit that it is read at
 * @throws {ProblemError} publish-map-not-fit, publish-holds-token, run-no-such-folder, a problem of the Hub, run-cancelled
 */
export async function publishContents(params: {
  hub: Hub;
  request: PublishRequest;
  repository: Pick<RemoteRepository, 'id' | 'sha'> | null;
  signal: AbortSignal;
}): Promise<PublishContents> {
  const { hub, request, repository, signal } = params;
  if (request.kind === 'folder') {
    await checkFolder(request.folder, request.folder);
    const parts = await partsInFolder(request.folder, request.folder);
    const esm = await asked(request.folder, parts);
    return contentsOf(hub, esm, parts, checkEsm(esm));
  }
  if (repository === null)
    throw new ProblemError({ area: 'publish', code: 'publish-nothing-to-repair', repo: request.repo });
  const { id, sha: revision } = repository;
  const esm = await asked(id, await partsOnHub({ hub, repo: id, revision, signal }));
  const { files, parts, check } = repairAndCheck(esm);
  return { ...contentsOf(hub, esm, parts, check), changes: changesOf(esm.parts, files) };

  async function asked(name: string, parts: EsmParts): Promise<EsmToCheck> {
    return { name, parts, tags: null, baseModel: await canonicalBaseModel(hub, statedBaseModel(name, parts), signal) };
  }
}

function contentsOf(hub: Hub, { name }: EsmToCheck, parts: EsmParts, check: EsmCheck): PublishContents {
  const findings = check.findings.filter((finding) => consequenceOf(finding) !== 'note');
  const { config, weights, card } = parts;
  const complete = config !== null && weights !== null && card !== null;
  if (findings.length > 0 || !complete) {
    throw new ProblemError({ area: 'publish', code: 'publish-map-not-fit', name, findings });
  }
  checkTokens(hub, name, [
    { path: partNames.config, content: config },
    { path: partNames.card, content: card },
    { path: partNames.weights, content: weights },
  ]);
  const text = new TextDecoder().decode(card);
  return {
    files: [
      { path: partNames.card, content: card },
      { path: partNames.config, content: config },
      { path: partNames.weights, content: weights },
    ],
    baseModel: check.baseModel ?? '',
    taskId: check.taskId ?? '',
    license: textsOf(readCard(text).data?.license)[0] ?? null,
    card: text,
    changes: [],
  };
}

/** The lines that a repair changes; of weights there are none to read. */
function changesOf({ card, config }: EsmParts, files: RepairedFiles): PublishPlan['changes'] {
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));
  const before = { [partNames.card]: text(card), [partNames.config]: text(config) };
  return Object.entries(before).flatMap(([path, old]) => {
    const after = text(files[path] ?? null);
    return after === null ? [] : [{ path, lines: changedLines(old, after) }];
  });
}

/** What tokens of the Hub look like (huggingface_hub's own check of them is the prefix). */
const tokenForm = /\bhf_[A-Za-z0-9]{30,}/;

/** @throws {ProblemError} publish-holds-token, where one of them holds the token of the person who publishes, or anything like one */
export function checkTokens({ settings: { token } }: Hub, name: string, files: readonly NewFile[]): void {
  for (const { path, content } of files) {
    // Tokens are ASCII, which stands in the same bytes in every encoding of these files.
    const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
    if ((token !== null && text.includes(token)) || tokenForm.test(text)) {
      throw new ProblemError({ area: 'publish', code: 'publish-holds-token', name, path });
    }
  }
}

/** Holds files against the plan that was agreed on. @throws {ProblemError} publish-file-changed */
export function checkAsPlanned(name: string, files: readonly NewFile[], plan: PublishPlan): void {
  for (const { path, content } of files) {
    if (plan.files.find((file) => file.path === path)?.sha256 !== sha256(content)) {
      throw new ProblemError({ area: 'publish', code: 'publish-file-changed', name, path });
    }
  }
}
