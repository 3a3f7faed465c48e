import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeHub } from '../../fakes/hub/start-fake-hub.ts';
import { rankByCommandLine } from '../command-line.ts';
import { recipeNotebook } from '../recipe-notebook.ts';

const root = join(import.meta.dirname, '../../..');

/** What the product's suite finds around it: files to open, a Hub, and the ranking that it should come to. */
export interface Surroundings {
  /** The folder to open: sample datasets, `ranking.ipynb`, and `wrong.ipynb`, which names a column that there is not. */
  workspace: string;
  /** Environment for the extension host. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

const recipe = (text: string) =>
  ['rank:', '  dataset: package-use.csv', `  text: ${text}`, '  label: use', '  model: samples/bert-tiny-debian'].join(
    '\n',
  );

/** Makes everything in a temporary folder. The command line has a cache of its own, so that the extension computes for itself. */
export async function makeSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'in-host-'));
  const workspace = join(folder, 'tickets');
  cpSync(join(root, 'samples/datasets'), workspace, { recursive: true });
  writeFileSync(join(workspace, 'ranking.ipynb'), recipeNotebook(recipe('description')));
  writeFileSync(join(workspace, 'wrong.ipynb'), recipeNotebook(recipe('descriptoin')));
  writeFileSync(join(workspace, 'settings.yaml'), 'editor: tabs\n');
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
