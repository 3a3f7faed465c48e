import type { RunWarning } from '../protocol/run-warnings.ts';
import type { RankedTask, RankingDocument } from '../ranking/document.ts';
import type { Transfers } from './transfers-file.ts';

/** A file of measured gains, by the name that a person knows it by. */
export interface NamedTransfers {
  file: string;
  transfers: Transfers;
}

type Unused = Extract<RunWarning, { code: 'run-transfers-unused' }>;

/**
 * The ranking with what fine-tuning gave, where the file is about the same rows and the same base model; else the ranking with a warning that says
 * what differs. The rows are the same where their fingerprints are. Where Python read the ranked file a little otherwise, they are almost, and a
 * warning says so.
 */
export function measuredRanking(document: RankingDocument, { file, transfers }: NamedTransfers): RankingDocument {
  const unused = whyUnused(document, file, transfers);
  if (unused !== null) return withWarning(document, unused);
  const { metric, without, trained, tested, target } = transfers;
  const measured = {
    ...document,
    tasks: document.tasks.map((task) => withGain(task, transfers)),
    measurement: { metric, without: without.value, trained, tested },
  };
  if (target.fingerprint === document.target.fingerprint) return measured;
  const { rows } = target;
  return withWarning(measured, { code: 'run-transfers-of-other-reading', detail: { file, rows } });
}

/** Whether a file is about the dataset of the ranking at all, though perhaps about other rows of it, or another model. */
export function isAboutDataset({ target }: RankingDocument, { transfers }: NamedTransfers): boolean {
  return transfers.target.source === target.source || isAboutRows(target, transfers);
}

function isAboutRows({ fingerprint }: RankingDocument['target'], { target }: Transfers): boolean {
  return fingerprint !== null && [target.fingerprint, target.ranked].includes(fingerprint);
}

function whyUnused(document: RankingDocument, file: string, transfers: Transfers): Unused | null {
  const { target, model, tasks } = document;
  const because = (reason: Unused['detail']['reason'], theirs: string, ours: string): Unused => ({
    code: 'run-transfers-unused',
    detail: { file, reason, theirs, ours },
  });
  if (transfers.model.id !== model.id) return because('model', transfers.model.id, model.id);
  const { revision } = transfers.model;
  if (revision !== null && model.revision !== null && revision !== model.revision) {
    return because('revision', revision, model.revision);
  }
  if (!isAboutRows(target, transfers)) {
    const { source, rows } = transfers.target;
    return because('rows', `${source} (${rows})`, `${target.source} (${target.rows})`);
  }
  if (!tasks.some((task) => gainOf(task, transfers) !== undefined)) {
    return because('tasks', String(transfers.gains.length), String(tasks.length));
  }
  return null;
}

function withWarning(document: RankingDocument, warning: RunWarning): RankingDocument {
  return { ...document, warnings: [...document.warnings, warning] };
}

function withGain(task: RankedTask, transfers: Transfers): RankedTask {
  const found = gainOf(task, transfers);
  if (found === undefined) return task;
  const { gain, spread, seeds } = found;
  return { ...task, measured: { gain, spread, seeds } };
}

/** By the map where both know it, else by dataset, subset and columns. */
function gainOf(task: RankedTask, { gains }: Transfers): Transfers['gains'][number] | undefined {
  return gains.find(({ map, dataset, subset, text, label }) =>
    map !== null && task.repo !== null
      ? map === task.repo
      : dataset === task.taskId &&
        subset === task.taskSubset &&
        label === (task.labelColumn ?? 'label') &&
        text.join('\n') === task.textColumns.join('\n'),
  );
}
