import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import type { SeenRequest } from '../fakes/hub/start-fake-hub.ts';
import { type HubFixture, hubFixture, never, shortSilence } from './hub-fixture.ts';

/** Bytes of the one file of the repository that faults are tried on. */
export const content = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7) % 253));

export const repository = makeRepository('model', 'owner/name', { 'model.safetensors': content });

/** The file as `resolveFile` asks for it. */
export const file = {
  repo: 'owner/name',
  revision: repository.commit,
  path: 'model.safetensors',
  limitBytes: 1e9,
  signal: never,
};

/** A fake Hub that serves the one file. */
export const oneFile = () => hubFixture({ repositories: [repository] });

/** Requests that the Hub itself answers, with a redirect. */
export const theHub = /resolve\//;

/** Requests that the storage of files answers, with the content. */
export const theStorage = /xet-bridge/;

/** Silence is waited for; other faults are not to run into limits on a busy machine. */
export function limitsFor({ kind }: FaultKind): Partial<typeof shortSilence> {
  return kind === 'stall' ? shortSilence : {};
}

export function storageRequests({ fake }: HubFixture): SeenRequest[] {
  return fake.requests.filter(({ host }) => host === 'localhost');
}
