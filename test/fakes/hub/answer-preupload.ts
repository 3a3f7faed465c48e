import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { type ReplyTarget, sendJson } from './reply.ts';
import { type FakeRepository, isLarge } from './repository.ts';

const question = z.object({
  files: z.array(z.object({ path: z.string(), size: z.number().int().nonnegative(), sample: z.base64() })),
});

/** Answers `/preupload/<revision>`: which files go to large file storage, and the hash of those that are there already. */
export async function answerPreupload(
  repository: FakeRepository,
  request: IncomingMessage,
  target: ReplyTarget,
): Promise<void> {
  const { files } = question.parse(await json(request));
  sendJson(target, {
    files: files.map(({ path, size }) => {
      const there = repository.files.get(path);
      const oid = there === undefined ? {} : { oid: there.sha256 ?? there.gitOid };
      return { path, uploadMode: isLarge(path, size) ? 'lfs' : 'regular', shouldIgnore: false, ...oid };
    }),
  });
}
