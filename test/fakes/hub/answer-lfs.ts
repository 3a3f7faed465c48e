import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer, json } from 'node:stream/consumers';
import * as z from 'zod';
import { rightsToWrite } from './accounts.ts';
import { findRepository } from './find-repository.ts';
import { type ReplyTarget, sendFailure } from './reply.ts';
import type { FakeRepository } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

const lfsObject = z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() });

const batch = z.object({
  operation: z.literal('upload'),
  transfers: z.array(z.string()).default(['basic']),
  objects: z.array(lfsObject),
});

const completion = z.object({
  oid: z.string(),
  parts: z.array(z.object({ partNumber: z.number().int().positive(), etag: z.string() })),
});

/** An upload in parts, under way. */
export interface FakeUpload {
  key: string;
  oid: string;
  parts: Map<number, Buffer>;
}

const objectsRoute = /^\/(datasets\/)?([^/]+\/[^/]+)\.git\/info\/lfs\/objects\/(batch|verify)$/;

/** Answers `/<id>.git/info/lfs/objects/batch` and `…/verify` (Git LFS, "Batch API"; basic, and the Hub's own multipart). */
export async function answerLfs(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): Promise<void> {
  const match = objectsRoute.exec(new URL(request.url ?? '/', state.endpoint).pathname);
  if (match === null || request.method !== 'POST') {
    sendFailure(target, request, { status: 404, message: 'Not found' });
    return;
  }
  const [, isDataset, id = '', route] = match;
  const repository = findRepository(state, request, target, isDataset === undefined ? 'model' : 'dataset', id);
  if (repository === null || !rightsToWrite(state, request, target, repository.id)) return;
  if (route === 'verify') verify(state, repository, lfsObject.parse(await json(request)), request, target);
  else answerBatch(state, repository, batch.parse(await json(request)), target);
}

/** Answers a PUT to the storage host: a whole object, or a part of one. Like it, refuses a token beside the signed address. */
export async function answerStore(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): Promise<void> {
  const { searchParams } = new URL(request.url ?? '/', state.storage);
  const content = await buffer(request);
  if (request.headers.authorization !== undefined) {
    sendFailure(target, request, { status: 400, message: 'Only one auth mechanism allowed' });
    return;
  }
  const upload = state.uploads.get(searchParams.get('uploadId') ?? '');
  const oid = searchParams.get('oid') ?? '';
  if (upload !== undefined) upload.parts.set(Number(searchParams.get('partNumber')), content);
  else if (sha256(content) === oid) state.objects.set(searchParams.get('key') ?? '', content);
  else {
    sendFailure(target, request, { status: 400, message: 'BadDigest' });
    return;
  }
  target.send(200, { ETag: `"${etagOf(content)}"` }, Buffer.alloc(0));
}

/** Answers `/api/complete_multipart`: puts the parts together, where all of them are there as they were sent. */
export async function answerComplete(
  state: FakeHubState,
  request: IncomingMessage,
  target: ReplyTarget,
): Promise<void> {
  const uploadId = new URL(request.url ?? '/', state.endpoint).searchParams.get('uploadId') ?? '';
  const upload = state.uploads.get(uploadId);
  const { oid, parts } = completion.parse(await json(request));
  const contents = parts.map(({ partNumber }) => upload?.parts.get(partNumber) ?? Buffer.alloc(0));
  const known = parts.every(
    ({ etag }, index) => etag.replaceAll('"', '') === etagOf(contents[index] ?? Buffer.alloc(0)),
  );
  const whole = Buffer.concat(contents);
  if (upload === undefined || !known || upload.oid !== oid || sha256(whole) !== oid) {
    sendFailure(target, request, { status: 400, message: 'InvalidPart' });
    return;
  }
  state.objects.set(upload.key, whole);
  target.send(200, { 'Content-Type': 'application/json' }, Buffer.from('{"success":true}'));
}

/** An object that was uploaded for a repository, or lies in it; null where it has none. */
export function storedObject(state: FakeHubState, repository: FakeRepository, oid: string): Buffer | null {
  const uploaded = state.objects.get(keyOf(repository, oid));
  if (uploaded !== undefined) return uploaded;
  return [...repository.files.values()].find(({ sha256: hash }) => hash === oid)?.read() ?? null;
}

function answerBatch(
  state: FakeHubState,
  repository: FakeRepository,
  { objects, transfers }: z.infer<typeof batch>,
  target: ReplyTarget,
): void {
  const {
    multipartFrom = 50_000_000,
    partBytes = 20_000_000,
    largestObject = Number.POSITIVE_INFINITY,
  } = state.options;
  const inParts = transfers.includes('multipart') && objects.some(({ size }) => size >= multipartFrom);
  const answers = objects.map(({ oid, size }) => {
    if (size > largestObject)
      return { oid, size, error: { code: 403, message: 'Private repository storage limit reached' } };
    if (storedObject(state, repository, oid) !== null) return { oid, size };
    const key = keyOf(repository, oid);
    const upload =
      size >= multipartFrom && inParts ? parts(state, { key, oid, size, partBytes }) : whole(state, key, oid);
    return {
      oid,
      size,
      authenticated: true,
      actions: { upload, verify: { href: lfsRoute(state, repository, 'verify') } },
    };
  });
  const body = JSON.stringify({ transfer: inParts ? 'multipart' : 'basic', objects: answers });
  target.send(200, { 'Content-Type': 'application/vnd.git-lfs+json' }, Buffer.from(body));
}

function whole(state: FakeHubState, key: string, oid: string): object {
  return { href: `${state.storage}/lfs?${new URLSearchParams({ key, oid, Signature: 'secret' })}` };
}

function parts(state: FakeHubState, object: { key: string; oid: string; size: number; partBytes: number }): object {
  const { key, oid, size, partBytes } = object;
  const uploadId = randomUUID();
  state.uploads.set(uploadId, { key, oid, parts: new Map() });
  const addresses = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => {
    const query = new URLSearchParams({ uploadId, partNumber: String(index + 1), Signature: 'secret' });
    return [String(index + 1).padStart(5, '0'), `${state.storage}/lfs?${query}`] as const;
  });
  const href = `${state.endpoint}/api/complete_multipart?${new URLSearchParams({ uploadId, Signature: 'secret' })}`;
  return { href, header: { chunk_size: String(partBytes), ...Object.fromEntries(addresses) } };
}

function verify(
  state: FakeHubState,
  repository: FakeRepository,
  { oid, size }: z.infer<typeof lfsObject>,
  request: IncomingMessage,
  target: ReplyTarget,
): void {
  if (storedObject(state, repository, oid)?.length === size) target.send(200, {}, Buffer.from('{}'));
  else sendFailure(target, request, { status: 404, message: 'The object was not uploaded' });
}

function lfsRoute({ endpoint }: FakeHubState, { type, id }: FakeRepository, route: string): string {
  return `${endpoint}/${type === 'dataset' ? 'datasets/' : ''}${id}.git/info/lfs/objects/${route}`;
}

function keyOf({ type, id }: FakeRepository, oid: string): string {
  return `${type}/${id}/${oid}`;
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function etagOf(content: Buffer): string {
  return createHash('md5').update(content).digest('hex');
}
