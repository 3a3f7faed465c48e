import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { onEndpoint } from '../requests/next-page.ts';
import { withoutQuery } from '../requests/response-problem.ts';
import { type WholeAnswer, wholeAnswer } from '../requests/whole-answer.ts';
import { callHub } from './call-hub.ts';
import { type NewFile, type RemoteRepository, sha256 } from './remote-repository.ts';

const action = z.object({ href: z.url(), header: z.record(z.string(), z.union([z.string(), z.number()])).nullish() });

const batchAnswer = z.object({
  objects: z.array(
    z.object({
      oid: z.string(),
      actions: z.object({ upload: action.nullish(), verify: action.nullish() }).nullish(),
      error: z.object({ code: z.number(), message: z.string() }).nullish(),
    }),
  ),
});

type BatchObject = z.infer<typeof batchAnswer>['objects'][number];

const lfsJson = 'application/vnd.git-lfs+json';

/** What an upload works on. */
interface Upload {
  hub: Hub;
  repository: Pick<RemoteRepository, 'id'>;
  signal: AbortSignal;
}

/**
 * Brings contents into the large file storage of a repository (Git LFS, "Batch API"): whole (`basic`), or in the parts that the Hub asks
 * for (`multipart`, the Hub's own). What is there already is not sent again, so that it may be repeated after any break.
 *
 * @throws {ProblemError} publish-refused, publish-upload-refused, a problem of the Hub, run-cancelled
 */
export async function uploadLarge(upload: Upload, files: readonly NewFile[]): Promise<void> {
  if (files.length === 0) return;
  const objects = await askForUpload(upload, files);
  for (const file of files) {
    const oid = sha256(file.content);
    const object = objects.find((entry) => entry.oid === oid);
    if (object === undefined) throw malformed(`${upload.repository.id}.git`, `the answer lacks the object ${oid}`);
    await uploadOne(upload, file, object);
  }
}

async function askForUpload({ hub, repository, signal }: Upload, files: readonly NewFile[]): Promise<BatchObject[]> {
  const asked = await callHub({
    hub,
    path: `/${repository.id}.git/info/lfs/objects/batch`,
    contentType: lfsJson,
    body: {
      operation: 'upload',
      transfers: ['basic', 'multipart'],
      hash_algo: 'sha256',
      ref: { name: 'main' },
      objects: files.map(({ content }) => ({ oid: sha256(content), size: content.byteLength })),
    },
    form: batchAnswer,
    refusals: [400, 401, 402, 403, 404, 413, 422],
    signal,
  });
  if (asked.ok) return asked.answer.objects;
  const { status, message } = asked;
  throw new ProblemError({ area: 'publish', code: 'publish-refused', repo: repository.id, status, message });
}

async function uploadOne(upload: Upload, file: NewFile, { oid, actions, error }: BatchObject): Promise<void> {
  const { path, content } = file;
  const { id: repo } = upload.repository;
  if (error)
    throw new ProblemError({ area: 'publish', code: 'publish-upload-refused', repo, path, message: error.message });
  if (!actions?.upload) return;
  const { href, header } = actions.upload;
  const partBytes = Number(header?.chunk_size ?? Number.NaN);
  if (Number.isNaN(partBytes)) await put(upload, href, content);
  else await putParts(upload, { href, oid, partBytes, addresses: addressesOf(header ?? {}) }, content);
  if (actions.verify) await post(upload, actions.verify.href, { oid, size: content.byteLength });
}

/** Addresses of the parts in their order: the headers that are named by numbers. */
function addressesOf(header: Record<string, string | number>): string[] {
  const numbered = Object.entries(header).filter(([name]) => /^\d+$/.test(name));
  return numbered.sort(([a], [b]) => Number(a) - Number(b)).map(([, address]) => String(address));
}

async function putParts(
  upload: Upload,
  parts: { href: string; oid: string; partBytes: number; addresses: string[] },
  content: NewFile['content'],
): Promise<void> {
  const { href, oid, partBytes, addresses } = parts;
  if (!(partBytes > 0) || addresses.length !== Math.ceil(content.byteLength / partBytes)) {
    throw malformed(href, `${addresses.length} parts of ${partBytes} bytes for ${content.byteLength}`);
  }
  const sent: { partNumber: number; etag: string }[] = [];
  for (const [index, address] of addresses.entries()) {
    const { headers } = await put(upload, address, content.subarray(index * partBytes, (index + 1) * partBytes));
    const etag = headers.get('etag');
    if (!etag) throw malformed(address, 'the storage names no ETag of a part');
    sent.push({ partNumber: index + 1, etag });
  }
  await post(upload, href, { oid, parts: sent });
}

/** Sends bytes to a signed address of the storage. */
function put({ hub, signal }: Upload, url: string, body: NewFile['content']): Promise<WholeAnswer> {
  const accept = (response: Response) => response.ok;
  return wholeAnswer(hub, { url, method: 'PUT', body, bucket: 'resolvers', subject: null, signal, accept });
}

/** Tells the Hub that bytes are there. Its addresses are at the endpoint that was asked, which may be a mirror of that which they name. */
function post({ hub, signal }: Upload, href: string, body: object): Promise<WholeAnswer> {
  const address = new URL(href);
  const url = address.origin === 'https://huggingface.co' ? onEndpoint(hub.settings.endpoint, address) : href;
  const headers = { Accept: lfsJson, 'Content-Type': lfsJson };
  const accept = (response: Response) => response.ok;
  const sent = { url, headers, method: 'POST', body: JSON.stringify(body) } as const;
  return wholeAnswer(hub, { ...sent, bucket: 'api', subject: null, signal, accept });
}

function malformed(url: string, reason: string): ProblemError {
  return new ProblemError({ area: 'hub', code: 'hub-bad-response', url: withoutQuery(url), reason });
}
