import { constants, type Stats } from 'node:fs';
import { access, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEsmMetadata } from '../../esm/metadata.ts';
import { errorCode } from '../../protocol/error-code.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { TrainingProblem } from '../../protocol/problems/training.ts';
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
 * @throws {ProblemError} training-out-in-use, training-out-unusable
 */
export async function checkMapFolder(name: string, folder: string): Promise<void> {
  const out = { setting: 'out', file: name } as const;
  if (name.trim() === '') throw unusable(out, folder, 'empty');
  const found = await lookAt(out, folder);
  if (found === null) return checkParent(out, folder);
  if (!found.isDirectory())
    throw new ProblemError({ area: 'training', code: 'training-out-in-use', folder: name, file: '' });
  // The files of a map are written beside its folder first.
  for (const path of [folder, dirname(folder)]) await checkWritable(out, path);
  for (const file of ofMap) {
    if ((await stat(join(folder, file)).catch(() => null)) === null) continue;
    if (await holdsMap(folder)) return;
    throw new ProblemError({ area: 'training', code: 'training-out-in-use', folder: name, file });
  }
}

/** That folders of maps cannot be made in a folder is told before the first of them. @throws {ProblemError} training-out-unusable */
export async function checkFolderOfMaps(name: string, folder: string): Promise<void> {
  await checkParent({ setting: 'out', file: name }, join(folder, 'map'));
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

/** That a file cannot be written there is told before the work. @throws {ProblemError} training-out-unusable */
export async function checkEmbeddingFile(name: string, path: string): Promise<void> {
  const kept = { setting: 'save-embeddings', file: name } as const;
  if (name.trim() === '') throw unusable(kept, path, 'empty');
  const found = await lookAt(kept, path);
  if (found?.isDirectory()) throw unusable(kept, path, 'is-folder');
  if (!/\.npz$/i.test(name)) throw unusable(kept, path, 'other-extension');
  await checkParent(kept, path);
}

type UnusableOut = Extract<TrainingProblem, { code: 'training-out-unusable' }>;

/** What is to be written, as the user named it. */
type Output = Pick<UnusableOut, 'setting' | 'file'>;

/** Folders on the way may be missing: they are made when there is something to write. */
async function checkParent(output: Output, path: string): Promise<void> {
  let folder = dirname(path);
  let found = await lookAt(output, folder);
  while (found === null && dirname(folder) !== folder) {
    folder = dirname(folder);
    found = await lookAt(output, folder);
  }
  if (found === null) throw unusable(output, folder, 'other', 'ENOENT');
  if (!found.isDirectory()) throw unusable(output, folder, 'not-a-folder');
  await checkWritable(output, folder);
}

/** What is at a path; null where nothing is. */
async function lookAt(output: Output, path: string): Promise<Stats | null> {
  return stat(path).catch((error: unknown) => {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw refused(output, path, code);
  });
}

async function checkWritable(output: Output, folder: string): Promise<void> {
  await access(folder, constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw refused(output, folder, errorCode(error));
  });
}

function refused(output: Output, path: string, code: string): ProblemError {
  if (code === 'ENAMETOOLONG') return unusable(output, path, 'name-too-long');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return unusable(output, path, 'no-permission');
  return unusable(output, path, 'other', code);
}

function unusable(output: Output, path: string, reason: UnusableOut['reason'], detail = ''): ProblemError {
  return new ProblemError({ area: 'training', code: 'training-out-unusable', ...output, path, reason, detail });
}

function notWritten(file: string, cause: unknown): ProblemError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ProblemError({ area: 'training', code: 'training-not-written', file, reason }, { cause });
}
