import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import * as z from 'zod';
import { accountOf, mayWrite } from './accounts.ts';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import { makeRepository } from './repository.ts';
import { type FakeHubState, push } from './start-fake-hub.ts';
import { isValidName } from './valid-name.ts';

const wanted = z.object({
  name: z.string(),
  organization: z.string().nullish(),
  type: z.enum(['model', 'dataset', 'space']).default('model'),
  visibility: z.enum(['public', 'private']).optional(),
  private: z.boolean().optional(),
});

/** What every new repository holds. */
const gitAttributes =
  '*.safetensors filter=lfs diff=lfs merge=lfs -text\n*.parquet filter=lfs diff=lfs merge=lfs -text\n';

/** Answers `/api/repos/create`: 400 for what is no name, 403 without the right to, 409 with the address where it exists (also to those who may not see it). */
export async function answerCreate(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): Promise<void> {
  const account = accountOf(state, request);
  if (account === null) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
    return;
  }
  const { name, organization, type, ...asked } = wanted.parse(await json(request));
  const owner = organization ?? account.name;
  const id = `${owner}/${name}`;
  if (!isValidName(id)) {
    sendFailure(target, request, { status: 400, message: `Invalid repo name: ${id}` });
    return;
  }
  if (type === 'space' || !mayWrite(account, id)) {
    const message = `You don't have the rights to create a ${type} under the namespace "${owner}"`;
    sendFailure(target, request, { status: 403, message });
    return;
  }
  const url = `${state.endpoint}/${type === 'dataset' ? 'datasets/' : ''}${id}`;
  if (state.repositories.has(`${type}/${id}`)) {
    const error = `You already created this ${type} repo`;
    target.send(
      409,
      { 'Content-Type': 'application/json', 'X-Error-Message': error },
      Buffer.from(JSON.stringify({ error, url })),
    );
    return;
  }
  const isPrivate = asked.private ?? asked.visibility === 'private';
  push(state, { ...makeRepository(type, id, { '.gitattributes': gitAttributes }), private: isPrivate });
  sendJson(target, { url, name: id, id });
}
