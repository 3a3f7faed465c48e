import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleHub } from '../engine-fixture.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt } from './built.ts';

// What docs/making-maps.md says is done by the shipped bundle, line by line.

const page = readFileSync(join(import.meta.dirname, '../../docs/making-maps.md'), 'utf8');

let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  hub = await startFakeHub({ folder: sampleHub });
  folder = mkdtempSync(join(tmpdir(), 'itr-making-maps-'));
  env = {
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, 'hf'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    HF_TOKEN: 'hf_test',
  };
});
afterAll(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The commands of the section that is tried on one machine, as arguments; lines that go on are joined. */
function commandsToTry(): string[][] {
  const section = page.split('## Try the whole way on this machine')[1]?.split('\n## ')[0] ?? '';
  const lines = section.replaceAll(/\\\n\s*/g, '').split('\n');
  const commands = lines.filter((line) => line.startsWith('esm-rank '));
  return commands.map((line) => line.replaceAll('/tmp/my-map', join(folder, 'my-map')).split(/\s+/).slice(1));
}

describe('docs/making-maps.md', () => {
  it('shows a way from a tuned model to a published map that is ranked', async () => {
    const commands = commandsToTry();
    expect(commands.map(([name]) => name)).toEqual(['train', 'check', 'publish', 'rank']);
    const outputs: string[] = [];
    for (const args of commands) {
      const { code, stdout, stderr } = await runBuilt(args, env);
      expect(code, `${args.join(' ')}\n${stderr}`).toBe(0);
      outputs.push(stdout);
    }
    // Without a remark that a reader of the page would stumble on.
    expect(outputs[1]).toMatch(/found and ranked, here and by hfselect\.\n$/);
    expect(outputs[2]).toContain('The Hub lists it among the maps of samples/bert-tiny-debian');
    expect(outputs[3]).toContain('debian-packages/use');
    expect(hub.state.repositories.has('model/tester/ESM_debian-packages__use')).toBe(true);
  });

  it('names options that there are', async () => {
    const helps = await Promise.all(
      ['train', 'check', 'publish', 'rank'].map(async (name) => (await runBuilt([name, '--help'], env)).stdout),
    );
    const known = new Set(helps.join('\n').match(/--[a-z][a-z-]+/g));
    const named = [...new Set(page.match(/(?<=[\s`(])--[a-z][a-z-]+/g))];
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((option) => !known.has(option))).toEqual([]);
  });
});
