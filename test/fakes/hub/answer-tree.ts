import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { type ReplyTarget, sendJson } from './reply.ts';
import { type FakeFile, type FakeRepository, sha1 } from './repository.ts';

/** Answers `/tree/<revision>[/<folder>]`: the files and folders below a folder, with `recursive=true` at every depth, in pages. */
export function answerTree(
  repository: FakeRepository,
  { url, folder, pageSize }: { url: URL; folder: string; pageSize: number },
  target: ReplyTarget,
): void {
  const prefix = folder === '' ? '' : `${folder}/`;
  const recursive = ['true', 'True', '1'].includes(url.searchParams.get('recursive') ?? '');
  const here = (path: string) => path.startsWith(prefix) && (recursive || !path.slice(prefix.length).includes('/'));
  const folders = [...foldersOf(repository)].filter((path) => path !== folder && here(path));
  const files = [...repository.files.values()].filter(({ path }) => here(path));
  const entries = [...folders.map(folderEntry), ...files.map(fileEntry)];
  const start = Number(url.searchParams.get('cursor') ?? 0);
  const next = new URL(url);
  next.searchParams.set('cursor', String(start + pageSize));
  const headers = start + pageSize < entries.length ? { Link: `<${next.href}>; rel="next"` } : {};
  sendJson(target, entries.slice(start, start + pageSize), headers);
}

/** Answers `/paths-info/<revision>`: those of the paths asked for (JSON or form) that are there. */
export async function answerPathsInfo(
  repository: FakeRepository,
  request: IncomingMessage,
  target: ReplyTarget,
): Promise<void> {
  const paths = pathsAskedFor(await text(request), request.headers['content-type'] ?? '');
  const folders = foldersOf(repository);
  const entries = paths.flatMap((path) => {
    const file = repository.files.get(path);
    if (file !== undefined) return [fileEntry(file)];
    return folders.has(path) ? [folderEntry(path)] : [];
  });
  sendJson(target, entries);
}

function pathsAskedFor(body: string, type: string): string[] {
  if (!type.includes('json')) return new URLSearchParams(body).getAll('paths');
  return z.object({ paths: z.array(z.string()) }).parse(JSON.parse(body)).paths;
}

function foldersOf({ files }: FakeRepository): Set<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    const segments = path.split('/').slice(0, -1);
    for (let depth = 1; depth <= segments.length; depth++) folders.add(segments.slice(0, depth).join('/'));
  }
  return folders;
}

/** Without `xetHash`: it would tell clients to fetch by Xet, which this Hub does not have. */
function fileEntry({ path, size, gitOid, sha256 }: FakeFile): object {
  const lfs = sha256 === null ? {} : { lfs: { oid: sha256, size, pointerSize: 134 } };
  return { type: 'file', path, size, oid: gitOid, ...lfs };
}

function folderEntry(path: string): object {
  return { type: 'directory', path, size: 0, oid: sha1(`tree ${path}`) };
}
