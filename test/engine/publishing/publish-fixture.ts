import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineContext } from '../../../src/engine/context.ts';
import { planPublishing } from '../../../src/engine/publishing/plan-publishing.ts';
import { publishMap } from '../../../src/engine/publishing/publish-map.ts';
import { partNames } from '../../../src/esm/esm-parts.ts';
import { writeEsm } from '../../../src/esm/write-esm.ts';
import { type PublishedEsm, type PublishRequest, publishRequest } from '../../../src/protocol/publish-plan.ts';
import { type EngineFixture, engineFixture, sampleHub } from '../../engine-fixture.ts';
import type { mapParts } from '../../esm/map-parts.ts';
import type { FakeHubOptions } from '../../fakes/hub/start-fake-hub.ts';
import { never } from '../../hub/hub-fixture.ts';

/** The base model of the sample Hub. */
export const baseModel = 'samples/bert-tiny-debian';

/** A repository that `tester`, whose token is `hf_test`, may make. */
export const repo = 'tester/ESM_owner__task';

/** The sample Hub, and a folder with a map that can be published to it. */
export interface PublishFixture extends AsyncDisposable {
  engine: EngineFixture;
  folder: string;
  /** An engine with a token. */
  context(token?: string | null): EngineContext;
  /** A request to publish the folder. */
  request(changes?: object): PublishRequest;
  /** Plans and publishes. */
  publish(changes?: object, token?: string): Promise<PublishedEsm>;
}

export async function publishFixture(options: FakeHubOptions = {}): Promise<PublishFixture> {
  const engine = await engineFixture({ folder: sampleHub, ...options });
  const folder = join(engine.folder, 'my-map');
  await writeSampleMap(folder);
  const context = (token: string | null = 'hf_test') => engine.context({ token });
  const request = (changes = {}) => publishRequest.parse({ kind: 'folder', folder, repo, ...changes });
  return {
    engine,
    folder,
    context,
    request,
    async publish(changes = {}, token = 'hf_test') {
      const world = context(token);
      const plan = await planPublishing(world, { request: request(changes), dryRun: false, signal: never });
      return publishMap(world, plan, never);
    },
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** A map of the sample base model that turns each pair of dimensions a little. */
export async function writeSampleMap(folder: string, metadata: object = {}): Promise<void> {
  const dimension = 128;
  const weight = Float64Array.from({ length: dimension * dimension }, (_, i) => {
    const [row, column] = [Math.floor(i / dimension), i % dimension];
    if (row === column) return 1.1;
    return row === (column ^ 1) ? 0.3 * (row % 2 === 0 ? 1 : -1) : 0.001 * ((i % 7) - 3);
  });
  await writeEsm(folder, {
    weight,
    bias: Float64Array.from({ length: dimension }, (_, i) => (i % 5) / 10),
    dimension,
    metadata: {
      base_model_name: baseModel,
      task_id: 'owner/task',
      task_split: 'train',
      text_column: 'text',
      label_column: 'label',
      num_examples: 600,
      language: 'en',
      ...metadata,
    },
  });
}

/** Puts the files of a small map into a folder, those that are not null. */
export function writeParts(folder: string, parts: ReturnType<typeof mapParts>): void {
  mkdirSync(folder, { recursive: true });
  for (const part of ['config', 'weights', 'card'] as const) {
    const content = parts[part];
    if (content !== null) writeFileSync(join(folder, partNames[part]), content);
  }
}
