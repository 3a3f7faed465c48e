import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { Hub } from '../hub.ts';
import { callHub } from './call-hub.ts';

const permission = z.object({ entity: z.object({ name: z.string().nullish() }), permissions: z.array(z.string()) });

const whoami = z.object({
  name: z.string(),
  orgs: z.array(z.object({ name: z.string(), roleInOrg: z.string().nullish() })).nullish(),
  auth: z
    .object({
      accessToken: z
        .object({
          role: z.string().nullish(),
          fineGrained: z.object({ scoped: z.array(permission).nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
});

/** Whose token it is, and what it may write. */
export interface HubAccount {
  name: string;
  /** The account itself and the organisations that it may write to. */
  namespaces: string[];
  /** Of a fine-grained token: accounts and repositories that it may write; null: whatever the account may. */
  scopes: string[] | null;
  /** False for a token that may only read. */
  writes: boolean;
}

/**
 * Asks the Hub whose token it is. The Hub limits this route strictly: ask once.
 *
 * @throws {ProblemError} publish-no-token, hub-bad-token, a problem of the Hub, run-cancelled
 */
export async function hubAccount(hub: Hub, signal: AbortSignal): Promise<HubAccount> {
  const { endpoint, token } = hub.settings;
  if (token === null) throw new ProblemError({ area: 'publish', code: 'publish-no-token', endpoint });
  const asked = await callHub({ hub, path: '/api/whoami-v2', form: whoami, refusals: [401, 403], signal });
  if (!asked.ok) throw new ProblemError({ area: 'hub', code: 'hub-bad-token', endpoint });
  const { name, orgs, auth } = asked.answer;
  const { role = null, fineGrained } = auth?.accessToken ?? {};
  const members = (orgs ?? []).filter(({ roleInOrg }) => roleInOrg !== 'read').map((org) => org.name);
  return {
    name,
    namespaces: [name, ...members],
    scopes: role === 'fineGrained' ? writableScopes(fineGrained?.scoped ?? []) : null,
    writes: role !== 'read',
  };
}

function writableScopes(scoped: readonly z.infer<typeof permission>[]): string[] {
  const writable = scoped.filter(({ permissions }) => permissions.includes('repo.write'));
  return writable.flatMap(({ entity }) => entity.name ?? []);
}

/** The repository with its owner in the letters that the account itself uses: the Hub knows names in any. */
export function inOwnLetters({ namespaces }: HubAccount, repo: string): string {
  const [namespace = '', ...name] = repo.split('/');
  const own = namespaces.find((other) => other.toLowerCase() === namespace.toLowerCase());
  return [own ?? namespace, ...name].join('/');
}

/**
 * Whether an account may write a repository, as far as it says; the Hub may still refuse.
 *
 * @throws {ProblemError} publish-token-cannot-write, publish-foreign-namespace
 */
export function checkMayWrite({ name, namespaces, scopes, writes }: HubAccount, repo: string): void {
  const namespace = repo.slice(0, repo.indexOf('/'));
  const same = (other: string) => other.toLowerCase() === namespace.toLowerCase();
  if (!namespaces.some(same)) {
    throw new ProblemError({
      area: 'publish',
      code: 'publish-foreign-namespace',
      repo,
      namespace,
      account: name,
      namespaces,
    });
  }
  const inScope = scopes === null || scopes.some((scope) => same(scope) || scope === repo);
  if (!writes || !inScope) {
    throw new ProblemError({ area: 'publish', code: 'publish-token-cannot-write', repo, account: name });
  }
}
