import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { planPublishing } from '../../../src/engine/publishing/plan-publishing.ts';
import type { PublishPlan } from '../../../src/protocol/publish-plan.ts';
import type { FakeHub, SeenRequest } from '../../fakes/hub/start-fake-hub.ts';
import { never } from '../../hub/hub-fixture.ts';
import { type PublishFixture, repo } from './publish-fixture.ts';

/** The files that are published. */
export const names = ['README.md', 'config.json', 'model.safetensors'];

/** Plans to publish the folder of a fixture; with a token, or without. */
export function plan(fixture: PublishFixture, changes = {}, token: string | null = 'hf_test'): Promise<PublishPlan> {
  return planPublishing(fixture.context(token), { request: fixture.request(changes), dryRun: false, signal: never });
}

/** What the Hub holds of the map. */
export function contentOf({ state }: FakeHub, path: string): Buffer | undefined {
  return state.repositories.get(`model/${repo}`)?.files.get(path)?.read();
}

/** Requests that wrote, or asked whether they may. */
export function writes({ requests }: FakeHub): SeenRequest[] {
  return requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
}

/** Expects the Hub to hold the files of the folder as they are. */
export function expectPublished({ engine, folder }: PublishFixture): void {
  for (const name of names) expect(contentOf(engine.fake, name)).toEqual(readFileSync(join(folder, name)));
}

/** Commits that changed the repository, made by whichever request. */
export function effectiveCommits({ state }: FakeHub): number {
  return [...state.earlier.keys()].filter((key) => key.startsWith(`model/${repo}@`)).length;
}
