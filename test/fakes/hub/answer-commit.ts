import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { storedObject } from './answer-lfs.ts';
import { validateCard } from './answer-validate-yaml.ts';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import { type FakeRepository, isLarge, makeRepository, sha1 } from './repository.ts';
import { type FakeHubState, push } from './start-fake-hub.ts';

const path = z.string().min(1);

const operation = z.discriminatedUnion('key', [
  z.object({
    key: z.literal('header'),
    value: z.object({ summary: z.string(), description: z.string().default(''), parentCommit: z.string().optional() }),
  }),
  z.object({ key: z.literal('file'), value: z.object({ path, content: z.base64(), encoding: z.literal('base64') }) }),
  z.object({ key: z.literal('lfsFile'), value: z.object({ path, algo: z.literal('sha256'), oid: z.string() }) }),
  z.object({ key: z.literal('deletedFile'), value: z.object({ path }) }),
]);

type Operation = z.infer<typeof operation>;

interface Refusal {
  status: number;
  message: string;
}

/** Answers `/commit/<revision>`, one operation a line: all of them, or where one is refused none. */
export async function answerCommit(
  state: FakeHubState,
  repository: FakeRepository,
  request: IncomingMessage,
  target: ReplyTarget,
): Promise<void> {
  const lines = (await text(request)).split('\n').filter((line) => line !== '');
  const operations = lines.map((line) => operation.parse(JSON.parse(line)));
  const changed = apply(state, repository, operations);
  if ('status' in changed) {
    sendFailure(target, request, changed);
    return;
  }
  push(state, changed);
  const commitUrl = `${state.endpoint}/${repository.id}/commit/${changed.commit}`;
  sendJson(target, { success: true, commitOid: changed.commit, commitUrl, hookOutput: '' });
}

function apply(state: FakeHubState, repository: FakeRepository, operations: Operation[]): FakeRepository | Refusal {
  const header = operations.find((entry) => entry.key === 'header')?.value;
  if (header === undefined || header.summary === '') return { status: 400, message: 'summary is required' };
  if (header.parentCommit !== undefined && header.parentCommit !== repository.commit) {
    return { status: 412, message: 'A commit has happened since. Please refresh and try again.' };
  }
  const contents = new Map([...repository.files].map(([name, file]) => [name, file.read()]));
  for (const entry of operations) {
    const refusal = applyOne(state, repository, contents, entry);
    if (refusal !== null) return refusal;
  }
  const { type, id, downloads } = repository;
  const made = makeRepository(type, id, Object.fromEntries(contents), downloads);
  return {
    ...made,
    commit: sha1(`${repository.commit} ${made.commit} ${header.summary}`),
    private: repository.private ?? false,
  };
}

function applyOne(
  state: FakeHubState,
  repository: FakeRepository,
  contents: Map<string, Buffer>,
  entry: Operation,
): Refusal | null {
  switch (entry.key) {
    case 'header':
      return null;
    case 'deletedFile':
      return contents.delete(entry.value.path) ? null : { status: 404, message: `No file ${entry.value.path}` };
    case 'file': {
      const content = Buffer.from(entry.value.content, 'base64');
      if (isLarge(entry.value.path, content.length)) return { status: 400, message: `${entry.value.path} needs LFS` };
      const { errors } = entry.value.path === 'README.md' ? validateCard(content.toString('utf8')) : { errors: [] };
      if (errors[0] !== undefined)
        return { status: 400, message: `Invalid metadata in README.md: ${errors[0].message}` };
      contents.set(entry.value.path, content);
      return null;
    }
    case 'lfsFile': {
      const content = storedObject(state, repository, entry.value.oid);
      if (content === null) return { status: 400, message: `LFS object of ${entry.value.path} was not uploaded` };
      contents.set(entry.value.path, content);
      return null;
    }
  }
}
