import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { commandLineVoice } from '../../src/cli/voice.ts';
import type { Hub } from '../../src/hub/hub.ts';
import { listModels } from '../../src/hub/list-models.ts';
import { modelInfo } from '../../src/hub/model-info.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';
import { ProblemError } from '../../src/protocol/problem.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import type { FaultKind } from '../fakes/hub/faults.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type HubFixture, hubFixture, never } from './hub-fixture.ts';

const token = 'hf_SecretOfTheTest';
const repository = makeRepository('model', 'owner/name', { 'config.json': '{}', 'model.safetensors': 'weights' });

/** Everything that a run asks the Hub; gives what was thrown. */
async function askEverything(hub: Hub): Promise<unknown[]> {
  const file = { hub, repo: 'owner/name', revision: repository.commit, limitBytes: 1e9, signal: never };
  const answers = await Promise.allSettled([
    listModels({ hub, tags: ['embedding_space_map'], signal: never }),
    modelInfo({ hub, id: 'owner/name', signal: never }),
    modelInfo({ hub, id: 'owner/none', signal: never }),
    resolveFile({ ...file, path: 'config.json' }),
    resolveFile({ ...file, path: 'model.safetensors' }),
    resolveFile({ ...file, path: 'none' }),
  ]);
  return answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
}

/** All that a person or a log could see of errors: messages, facts, causes, words. */
function visible(errors: unknown[]): string {
  const lines = errors.flatMap((error) => {
    if (!(error instanceof ProblemError)) return [`NOT A PROBLEM ${error}`];
    const { message, remedy } = describeProblem(error.problem, commandLineVoice);
    return [error.message, error.stack, message, remedy, String(error.cause), String(causeOf(error.cause))];
  });
  return lines.join('\n');
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

async function expectSecret(hubs: HubFixture, hub: Hub): Promise<void> {
  const errors = await askEverything(hub);
  expect(visible(errors)).not.toContain('NOT A PROBLEM');
  expect(visible(errors) + hubs.log.join('\n')).not.toContain('SecretOfTheTest');
  const elsewhere = hubs.fake.requests.filter(({ host }) => host !== '127.0.0.1');
  expect(JSON.stringify(elsewhere)).not.toContain('SecretOfTheTest');
}

describe('the token', () => {
  const faults: [string, FaultKind | null][] = [
    ['all is well', null],
    ['the Hub refuses it and repeats it', { kind: 'status', status: 403, message: `no access with ${token}` }],
    ['the connection breaks', { kind: 'reset' }],
    ['the Hub fails', { kind: 'status', status: 500, message: `trace: Bearer ${token}` }],
    ['nothing comes', { kind: 'stall' }],
  ];

  it.each(faults)('goes to the Hub alone and is seen nowhere when %s', async (_, fault) => {
    await using hubs = await hubFixture({ repositories: [repository], token });
    if (fault !== null) hubs.fake.faults.add({ match: /./, fault });
    const hub = hubs.hub({ token }, { retryMs: [5], ...(fault?.kind === 'stall' ? { headersMs: 100 } : {}) });
    await expectSecret(hubs, hub);
    const own = hubs.fake.requests.filter(({ host }) => host === '127.0.0.1');
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ headers }) => headers.authorization === `Bearer ${token}`)).toBe(true);
  });

  it.each([`${token}\u2026`, `${token} x`, `${token}ü`])(
    'that no header can hold (%j) is refused unsent',
    async (bad) => {
      await using hubs = await hubFixture({ repositories: [repository], token });
      await expectSecret(hubs, hubs.hub({ token: bad }));
      const error = await modelInfo({ hub: hubs.hub({ token: bad }), id: 'owner/name', signal: never }).catch((e) => e);
      expect(error).toMatchObject({ problem: { code: 'hub-bad-token' } });
      expect(hubs.fake.requests).toEqual([]);
    },
  );

  it('is sent without the line end of the file that it was copied from', async () => {
    await using hubs = await hubFixture({ repositories: [repository], token });
    await modelInfo({ hub: hubs.hub({ token: `${token}\r\n` }), id: 'owner/name', signal: never });
    expect(hubs.fake.requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('does not follow the Hub to another host, whatever the Hub redirects', async () => {
    const seen: (string | undefined)[] = [];
    const other = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    const redirecting = createServer((request, response) => {
      response.writeHead(307, { Location: `http://127.0.0.1:${portOf(other)}${request.url}` }).end();
    });
    for (const server of [other, redirecting]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    try {
      await using hubs = await hubFixture({});
      const endpoint = `http://127.0.0.1:${portOf(redirecting)}`;
      await expectSecret(hubs, hubs.hub({ token, endpoint }));
      expect(seen.length).toBeGreaterThan(4);
      expect(seen.filter((authorization) => authorization !== undefined)).toEqual([]);
    } finally {
      for (const server of [other, redirecting]) server.close();
    }
  });
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? (address satisfies AddressInfo).port : 0;
}
