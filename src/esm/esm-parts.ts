import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hub } from '../hub/hub.ts';
import { resolveFile } from '../hub/resolve-file.ts';
import { errorCode } from '../protocol/error-code.ts';
import { ProblemError } from '../protocol/problem.ts';
import { configLimitBytes, mapLimitBytes } from './file-limits.ts';
import { parseEsmMetadata } from './metadata.ts';

/** The three files of a map as they are; null for one that is not there. */
export interface EsmParts {
  config: Uint8Array<ArrayBuffer> | null;
  weights: Uint8Array<ArrayBuffer> | null;
  card: Uint8Array<ArrayBuffer> | null;
}

/** Names of the three files, in the order in which they are shown. */
export const partNames = { config: 'config.json', weights: 'model.safetensors', card: 'README.md' } as const;

/** No base model that maps are made of has longer embeddings. */
const largestDimension = 4_096;

const limits = { config: configLimitBytes, weights: mapLimitBytes(largestDimension), card: 1_000_000 };

type Part = keyof EsmParts;

/**
 * Reads the files of a map in a folder.
 *
 * @param name of the map, for problems
 * @throws {ProblemError} esm-file-too-large, esm-unexpected where a file cannot be read
 */
export async function partsInFolder(name: string, folder: string): Promise<EsmParts> {
  const read = (part: Part) => readPart(name, folder, part);
  return { config: await read('config'), weights: await read('weights'), card: await read('card') };
}

/**
 * Brings the files of a map on the Hub into the cache, and reads them; of what is no map by its config.json, not the weights.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function partsOnHub(params: {
  hub: Hub;
  repo: string;
  /** Commit. */
  revision: string;
  signal: AbortSignal;
}): Promise<EsmParts> {
  const { repo } = params;
  const read = async (part: Part) => {
    const file = await resolveFile({ ...params, ref: 'main', path: partNames[part], limitBytes: limits[part] });
    return file === null ? null : readWhole(repo, file, part);
  };
  const config = await read('config');
  return { config, weights: isOfMap(repo, config) ? await read('weights') : null, card: await read('card') };
}

function isOfMap(repo: string, config: Uint8Array | null): boolean {
  try {
    return config !== null && parseEsmMetadata(repo, new TextDecoder().decode(config)).taskId !== '';
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

async function readPart(name: string, folder: string, part: Part): Promise<Uint8Array<ArrayBuffer> | null> {
  const file = join(folder, partNames[part]);
  const size = await stat(file).then(
    (found) => found.size,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
      throw unreadable(name, part, error);
    },
  );
  if (size === null) return null;
  const limitBytes = limits[part];
  if (size > limitBytes) {
    const problem = { area: 'esm', code: 'esm-file-too-large', repo: name, path: partNames[part] } as const;
    throw new ProblemError({ ...problem, bytes: size, limitBytes });
  }
  return readWhole(name, file, part);
}

async function readWhole(name: string, file: string, part: Part): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    throw unreadable(name, part, error);
  }
}

function unreadable(repo: string, part: Part, cause: unknown): ProblemError {
  const reason = `${partNames[part]}: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new ProblemError({ area: 'esm', code: 'esm-unexpected', repo, reason }, { cause });
}
