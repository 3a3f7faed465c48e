import { constants } from 'node:fs';
import { access, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEsmMetadata } from '../../esm/metadata.ts';
import { ProblemError } from '../../protocol/problem.ts';
import { type TrainingReport, trainingReport } from '../../protocol/training-report.ts';

/** Name of the file beside a map that says what it is worth. It is not published. */
export const reportName = 'training-report.json';

/** Files of a map. */
const ofMap = ['config.json', 'model.safetensors', 'README.md'];

/**
 * Holds the folder of a map that is to be made against what is there: a map may take the place of a map, and of nothing else (the folder may
 * be that of the tuned model).
 *
 * @param name as the user wrote it
 * @throws {ProblemError} training-out-in-use, training-not-written
 */
export async function checkMapFolder(name: string, folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) return checkParent(name, folder);
  if (!found.isDirectory())
    throw new ProblemError({ area: 'training', code: 'training-out-in-use', folder: name, file: '' });
  for (const file of ofMap) {
    if ((await stat(join(folder, file)).catch(() => null)) === null) continue;
    if (await holdsMap(folder)) return;
    throw new ProblemError({ area: 'training', code: 'training-out-in-use', folder: name, file });
  }
}

/** The report of a map that was made there; null where there is none. */
export async function readReport(folder: string): Promise<TrainingReport | null> {
  const text = await readFile(join(folder, reportName), 'utf8').catch(() => null);
  if (text === null || !(await holdsMap(folder))) return null;
  try {
    return trainingReport.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Keeps the report beside the map. @throws {ProblemError} training-not-written */
export async function writeReport(folder: string, report: TrainingReport): Promise<void> {
  const path = join(folder, reportName);
  try {
    await writeFile(`${path}.tmp`, `${JSON.stringify(report, null, 2)}\n`);
    await rename(`${path}.tmp`, path);
  } catch (cause) {
    throw notWritten(path, cause);
  }
}

async function holdsMap(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => null);
  if (text === null || (await stat(join(folder, 'model.safetensors')).catch(() => null)) === null) return false;
  try {
    parseEsmMetadata(folder, text);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

/** That a file cannot be written there is told before the work. @throws {ProblemError} training-not-written */
export async function checkEmbeddingFile(name: string, path: string): Promise<void> {
  await checkParent(name, path);
  if (!/\.npz$/i.test(name)) throw notWritten(name, new Error('the name of a file of embeddings ends with .npz'));
  if ((await stat(path).catch(() => null))?.isDirectory()) throw notWritten(name, new Error('it is a folder'));
}

/** Folders on the way may be missing: they are made when there is something to write. */
async function checkParent(name: string, path: string): Promise<void> {
  let folder = dirname(path);
  while ((await stat(folder).catch(() => null)) === null && dirname(folder) !== folder) folder = dirname(folder);
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw notWritten(name, cause);
  }
}

function notWritten(file: string, cause: unknown): ProblemError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ area: 'training', code: 'training-not-written', file, reason }, { cause });
}
