import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EngineClient } from '../../../src/engine/process/engine-client.ts';
import { never, problemOf } from '../../hub/hub-fixture.ts';
import { type PublishFixture, publishFixture, repo } from './publish-fixture.ts';

/** The engine of the sources in a background process, as the editor has it. */
function clientOf({ engine }: PublishFixture, token: string | null = 'hf_test'): EngineClient {
  const settings = {
    endpoint: engine.fake.endpoint,
    cacheFolder: join(engine.folder, 'hub'),
    token,
    threads: 1,
    offline: false,
  };
  return new EngineClient({
    entry: join(import.meta.dirname, '../process/real-engine.ts'),
    settings: async () => settings,
    log: () => {},
  });
}

describe('publishing in the background process', () => {
  it('checks, plans and publishes', async () => {
    await using fixture = await publishFixture();
    const client = clientOf(fixture);
    try {
      expect(await client.checkEsm({ name: fixture.folder, fix: false, signal: never })).toMatchObject({
        findings: [],
      });
      const plan = await client.planPublishing({ request: fixture.request(), dryRun: false, signal: never });
      expect(plan).toMatchObject({ repo, account: 'tester', head: null });
      expect(await client.publishEsm({ plan, signal: never })).toMatchObject({ repo, found: true });
    } finally {
      await client.dispose();
    }
  });

  it('is refused with the same problem', async () => {
    await using fixture = await publishFixture();
    const client = clientOf(fixture, 'hf_none');
    try {
      const action = client.planPublishing({ request: fixture.request(), dryRun: false, signal: never });
      expect(await problemOf(action)).toMatchObject({ code: 'hub-bad-token' });
    } finally {
      await client.dispose();
    }
  });
});
