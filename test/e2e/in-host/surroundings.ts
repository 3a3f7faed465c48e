import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeHub } from '../../fakes/hub/start-fake-hub.ts';
import { rankByCommandLine } from '../command-line.ts';
import { recipe, writeWorkspace } from './workspace.ts';

const root = join(import.meta.dirname, '../../..');

/** What the product's suite finds around it: files to open, a Hub, and the ranking that it should come to. */
export interface Surroundings {
  /** The folder to open, as `writeWorkspace` makes it. */
  workspace: string;
  /** Environment for the extension host. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Makes everything in a temporary folder. The command line has a cache of its own, so that the extension computes for itself. */
export async function makeSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'in-host-'));
  const workspace = join(folder, 'tickets');
  writeWorkspace(workspace);
  const hub = await startFakeHub({ folder: join(root, 'samples/hub') });
  const environment = (caches: string) => ({
    HF_ENDPOINT: hub.endpoint,
    HF_HOME: join(folder, caches, 'hf'),
    XDG_CACHE_HOME: join(folder, caches, 'cache'),
  });
  const expected = join(folder, 'expected-ranking.json');
  mkdirSync(join(folder, 'command-line'));
  const ranking = await rankByCommandLine(recipe('description'), { workspace, env: environment('command-line') });
  writeFileSync(expected, JSON.stringify(ranking));
  return {
    workspace,
    env: { ...environment('extension'), ITR_EXPECTED_RANKING: expected },
    stop: async () => {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
