import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { transfersEnding } from '../../transfers/file-name.ts';
import { isAboutDataset, measuredRanking, type NamedTransfers } from '../../transfers/measured-ranking.ts';
import { readTransfers } from '../../transfers/read-transfers.ts';
import { transfersLimits } from '../../transfers/transfers-file.ts';
import { describeProblem } from '../../words/describe-problem.ts';
import { editorVoice } from '../voice.ts';

/** Files of measured gains that are looked at; a folder has a few. */
const mostFiles = 100;

type Found = NamedTransfers | { file: string; unreadable: string };

/**
 * The ranking with what was measured of its dataset, where a file of that lies in one of the folders. Of several the newest that fits is taken;
 * where none fits, or one cannot be read, a warning says so. Files about other datasets are left alone.
 *
 * @param folders where fine-tuning cells leave their files: that of the notebook
 */
export async function withMeasuredBeside(
  document: RankingDocument,
  folders: readonly string[],
): Promise<RankingDocument> {
  const found = (await Promise.all(folders.map(foundIn))).flat();
  const measured = ofDataset(document, found).map((transfers) => measuredRanking(document, transfers));
  const shown = measured.find(({ measurement }) => measurement !== undefined) ?? measured[0] ?? document;
  const unreadable = found.flatMap((each) =>
    'unreadable' in each
      ? [{ code: 'run-transfers-unreadable', detail: { file: each.file, reason: each.unreadable } }]
      : [],
  );
  return { ...shown, warnings: [...shown.warnings, ...unreadable] };
}

/** Those about the dataset of the ranking, the newest first. */
function ofDataset(document: RankingDocument, found: readonly Found[]): NamedTransfers[] {
  return found
    .filter((each) => 'transfers' in each)
    .filter((each) => isAboutDataset(document, each))
    .sort((a, b) => Date.parse(b.transfers.created) - Date.parse(a.transfers.created));
}

async function foundIn(folder: string): Promise<Found[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith(transfersEnding)).sort();
  return Promise.all(files.slice(0, mostFiles).map((name) => readOne(folder, name)));
}

async function readOne(folder: string, name: string): Promise<Found> {
  const path = join(folder, name);
  try {
    const { size } = await stat(path);
    if (size > transfersLimits.maxBytes) return { file: name, unreadable: editorVoice.say('it is too large') };
    return { file: name, transfers: readTransfers(name, await readFile(path)) };
  } catch (error) {
    return { file: name, unreadable: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ProblemError) return describeProblem(error.problem, editorVoice).message;
  return error instanceof Error ? error.message : String(error);
}
