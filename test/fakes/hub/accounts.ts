import type { IncomingMessage } from 'node:http';
import { type ReplyTarget, sendFailure, sendJson } from './reply.ts';
import type { FakeRepository } from './repository.ts';
import type { FakeHubState } from './start-fake-hub.ts';

/** Somebody who has a token. */
export interface FakeAccount {
  token: string;
  name: string;
  /** What the token may do. Default: `write`. */
  role?: 'read' | 'write' | 'fineGrained';
  orgs?: { name: string; role: 'admin' | 'write' | 'contributor' | 'read' }[];
  /** Of a fine-grained token: names of accounts or repositories that it may write. */
  writes?: string[];
}

/** All accounts: those of the options, or one `tester` that may write, with the one token of the options. */
export function accountsOf({ options }: FakeHubState): FakeAccount[] {
  return options.accounts ?? [{ token: options.token ?? 'hf_test', name: 'tester' }];
}

/** Whose token a request brings; null where it brings none, or one that is not known. */
export function accountOf(state: FakeHubState, request: IncomingMessage): FakeAccount | null {
  const { authorization } = request.headers;
  return accountsOf(state).find(({ token }) => authorization === `Bearer ${token}`) ?? null;
}

/** Whether a request may know that a repository is there. */
export function maySee(state: FakeHubState, request: IncomingMessage, repository: FakeRepository): boolean {
  if (repository.private !== true) return true;
  const account = accountOf(state, request);
  return account !== null && namesOf(account).includes(ownerOf(repository.id));
}

/** Whether an account may create and change a repository. */
export function mayWrite(account: FakeAccount, id: string): boolean {
  const { role = 'write', name, orgs = [], writes = [] } = account;
  const owner = ownerOf(id);
  if (role === 'read') return false;
  if (role === 'fineGrained' && !writes.includes(owner) && !writes.includes(id)) return false;
  return owner === name || orgs.some((org) => org.name === owner && org.role !== 'read');
}

/** Whether a request may change a repository; where not, the answer is given. */
export function rightsToWrite(state: FakeHubState, request: IncomingMessage, target: ReplyTarget, id: string): boolean {
  const account = accountOf(state, request);
  if (account === null) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
    return false;
  }
  if (mayWrite(account, id)) return true;
  sendFailure(target, request, { status: 403, message: 'Authorization error.' });
  return false;
}

/** Answers `/api/whoami-v2`. */
export function answerWhoami(state: FakeHubState, request: IncomingMessage, target: ReplyTarget): void {
  const account = accountOf(state, request);
  if (account === null) {
    sendFailure(target, request, { status: 401, message: 'Invalid username or password.' });
    return;
  }
  const { name, role = 'write', orgs = [], writes = [] } = account;
  const scoped = writes.map((entity) => ({ entity: { type: 'user', name: entity }, permissions: ['repo.write'] }));
  const fineGrained = role === 'fineGrained' ? { fineGrained: { global: [], scoped } } : {};
  sendJson(target, {
    type: 'user',
    id: '1',
    name,
    fullname: name,
    email: `${name}@example.org`,
    isPro: false,
    orgs: orgs.map((org) => ({ type: 'org', id: '2', name: org.name, fullname: org.name, roleInOrg: org.role })),
    auth: { type: 'access_token', accessToken: { displayName: 'test', role, ...fineGrained } },
  });
}

function namesOf({ name, orgs = [] }: FakeAccount): string[] {
  return [name, ...orgs.map((org) => org.name)];
}

function ownerOf(id: string): string {
  return id.split('/', 1)[0] ?? '';
}
