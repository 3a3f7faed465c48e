import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type Pooling, pooling } from '../protocol/rank-request.ts';

// One file a sample: 8 bytes of magic, the version and the header's length (32 bits each, little-endian), the header in JSON padded with
// spaces to a multiple of 8 bytes, then the embeddings in little-endian float32.

const magic = 'ITREMBED';
const version = 1;
const prefixBytes = 16;
/** A header has some hundred bytes; a longer one is damage. */
const maxHeaderBytes = 65_536;
const extension = '.embeddings';

/** Goes into every key. To be raised when the same texts and model would give other numbers: tokenizer, graph, or truncation changed. */
const recipeVersion = 3;

const size = z.number().int().nonnegative();
const header = z.object({
  key: z.string(),
  id: z.string(),
  revision: z.string(),
  pooling,
  maxLength: size,
  n: size,
  d: size,
  dtype: z.literal('float32'),
  created: z.string(),
  /** SHA-256 of the numbers' bytes, in hexadecimal. */
  sha256: z.string(),
});
type Header = z.infer<typeof header>;

/** What a cached sample is. */
export interface CachedSample {
  /** Texts. */
  n: number;
  /** Length of an embedding. */
  d: number;
  /** Base model, with its commit. */
  id: string;
  revision: string;
  pooling: Pooling;
  maxLength: number;
}

/** A file of the cache, for a list of what is there. */
export interface CacheEntry extends CachedSample {
  path: string;
  bytes: number;
  /** ISO 8601. */
  created: string;
}

/** The name of a sample's embeddings: a digest of the texts in their order, the model and how it was used. */
export function embeddingCacheKey(params: {
  texts: readonly string[];
  id: string;
  revision: string;
  pooling: Pooling;
  maxLength: number;
}): string {
  const { texts, ...settings } = params;
  const { id, revision, pooling: pooled, maxLength } = settings;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([recipeVersion, id, revision, pooled, maxLength, texts.length]));
  // Each text with its length, so that no two lists of texts are spelled the same.
  for (const text of texts) hash.update(`\n${text.length}:`).update(text);
  return hash.digest('hex');
}

/** The embeddings of a sample, `[n, d]`; null where there are none, or their file is not what it should be. */
export async function readCachedEmbeddings(params: {
  folder: string;
  key: string;
}): Promise<(CachedSample & { embeddings: Float32Array }) | null> {
  const bytes = await readFile(fileOf(params)).catch(() => null);
  if (bytes === null) return null;
  const parsed = parseHeader(bytes);
  if (parsed === null || parsed.header.key !== params.key) return null;
  const { n, d, id, revision, pooling: pooled, maxLength, sha256 } = parsed.header;
  const data = bytes.subarray(parsed.dataBegin);
  if (data.length !== 4 * n * d || digestOf(data) !== sha256) return null;
  // A copy: the buffer that was read need not begin at a multiple of four.
  const embeddings = new Float32Array(Uint8Array.from(data).buffer);
  return { n, d, id, revision, pooling: pooled, maxLength, embeddings };
}

/** Keeps the embeddings of a sample. Other processes see the whole file or none. */
export async function writeCachedEmbeddings(
  params: CachedSample & { folder: string; key: string; embeddings: Float32Array },
): Promise<void> {
  const { folder, key, embeddings, n, d, id, revision, pooling: pooled, maxLength } = params;
  if (embeddings.length !== n * d) throw new RangeError(`${embeddings.length} numbers are not ${n} × ${d}`);
  const data = new Uint8Array(embeddings.buffer, embeddings.byteOffset, embeddings.byteLength);
  const created = new Date().toISOString();
  const facts = { key, id, revision, pooling: pooled, maxLength, n, d, dtype: 'float32', created } as const;
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${key}.${process.pid}-${randomUUID()}.tmp`);
  try {
    await writeParts(temporary, [encodeHeader({ ...facts, sha256: digestOf(data) }), data]);
    await rename(temporary, fileOf(params));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** What is in the cache; files that are not of the cache are left out. */
export async function listCachedEmbeddings({ folder }: { folder: string }): Promise<CacheEntry[]> {
  const entries: CacheEntry[] = [];
  for (const path of await cacheFiles(folder)) {
    const entry = await readEntry(path);
    if (entry !== null) entries.push(entry);
  }
  return entries;
}

/** How much is in the cache. */
export async function embeddingCacheSize({ folder }: { folder: string }): Promise<{ files: number; bytes: number }> {
  const sizes = await Promise.all((await cacheFiles(folder)).map(async (path) => (await stat(path)).size));
  return { files: sizes.length, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

/** Empties the cache, also of unreadable files and of those that a crash has left half written. */
export async function clearEmbeddingCache({ folder }: { folder: string }): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const ours = names.filter((name) => name.endsWith(extension) || name.endsWith('.tmp'));
  await Promise.all(ours.map((name) => rm(join(folder, name), { force: true })));
}

function fileOf({ folder, key }: { folder: string; key: string }): string {
  return join(folder, `${key}${extension}`);
}

async function cacheFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith(extension)).map((name) => join(folder, name));
}

async function readEntry(path: string): Promise<CacheEntry | null> {
  const file = await open(path, 'r');
  try {
    const start = Buffer.alloc(prefixBytes + maxHeaderBytes);
    const { bytesRead } = await file.read(start, 0, start.length, 0);
    const parsed = parseHeader(start.subarray(0, bytesRead));
    if (parsed === null) return null;
    const { n, d, id, revision, pooling: pooled, maxLength, created } = parsed.header;
    return { n, d, id, revision, pooling: pooled, maxLength, created, path, bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

function encodeHeader(facts: Header): Buffer {
  const json = Buffer.from(JSON.stringify(facts));
  const length = 8 * Math.ceil(json.length / 8);
  const bytes = Buffer.alloc(prefixBytes + length, ' ');
  bytes.write(magic, 0, 'latin1');
  bytes.writeUInt32LE(version, 8);
  bytes.writeUInt32LE(length, 12);
  json.copy(bytes, prefixBytes);
  return bytes;
}

function parseHeader(bytes: Buffer): { header: Header; dataBegin: number } | null {
  if (bytes.length < prefixBytes || bytes.toString('latin1', 0, 8) !== magic) return null;
  const length = bytes.readUInt32LE(12);
  const dataBegin = prefixBytes + length;
  if (bytes.readUInt32LE(8) !== version || length > maxHeaderBytes || dataBegin > bytes.length) return null;
  const parsed = header.safeParse(jsonOrNull(bytes.toString('utf8', prefixBytes, dataBegin)));
  return parsed.success ? { header: parsed.data, dataBegin } : null;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function writeParts(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const part of parts) await file.writeFile(part);
  } finally {
    await file.close();
  }
}

function digestOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
