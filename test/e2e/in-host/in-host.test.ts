import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { thisTarget, vsixPath } from '../../../scripts/package-vsix.ts';
import { bundleSuite } from './bundle-suite.ts';
import { type InHostResult, runInHost } from './run-in-host.ts';
import { makeSurroundings, type Surroundings } from './surroundings.ts';

// The packed extension, asked through the API of VS Code from within its extension host.

let around: Surroundings;

beforeAll(async () => {
  around = await makeSurroundings();
});

afterAll(() => around.stop());

/** Runs one suite in a window of its own. */
async function run(suite: string, name: string): Promise<InHostResult> {
  return runInHost({
    extension: vsixPath(thisTarget()),
    suite: await bundleSuite(join(import.meta.dirname, 'suite', `${suite}.ts`)),
    workspace: around.workspace,
    env: around.env,
    timeoutMs: 120_000,
    logFile: join(import.meta.dirname, `../artifacts/in-host-${name}.log`),
  });
}

/** What VS Code says that activating took, one number a window. */
const activations: number[] = [];

test('the product does through the API what it promises', { timeout: 150_000 }, async () => {
  const { tests, failures, output, measured } = await run('product-suite', 'product');
  expect(failures, output).toBe(0);
  expect(tests).toBeGreaterThanOrEqual(15);
  activations.push(measured.activation ?? Number.NaN);
});

test('activating takes at most 50 ms: the median of three windows', { timeout: 150_000 }, async () => {
  for (const name of ['second', 'third']) {
    const { failures, output, measured } = await run('activation-suite', name);
    expect(failures, output).toBe(0);
    activations.push(measured.activation ?? Number.NaN);
  }
  console.info(`activation: ${activations.join(', ')} ms`);
  expect(activations.toSorted((a, b) => a - b)[1]).toBeLessThanOrEqual(50);
});
