import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { promised, theExtension } from './the-extension.ts';

/** The defaults that README and the walkthrough promise. */
const defaults = {
  cacheFolder: '',
  defaultModel: 'google-bert/bert-base-multilingual-uncased',
  device: 'cpu',
  endpoint: '',
  examples: 1000,
  offline: false,
  seed: 42,
  threads: null,
};

/** What package.json promises is there. */
export function contributions(): void {
  suite('contributions', () => {
    test('every command of the manifest has code behind it', async () => {
      const known = await commands.getCommands(true);
      const ids = promised().commands.map(({ command }) => command);
      assert.ok(ids.includes('intermediateTaskRanker.rank'));
      assert.deepEqual(
        ids.filter((id) => !known.includes(id)),
        [],
      );
    });

    test('the settings have their defaults', () => {
      const section = workspace.getConfiguration('intermediateTaskRanker');
      const found = Object.keys(defaults).map((name) => [name, section.inspect(name)?.defaultValue]);
      assert.deepEqual(Object.fromEntries(found), defaults);
      assert.deepEqual(
        Object.keys(promised().configuration.properties).sort(),
        Object.keys(defaults).map((name) => `intermediateTaskRanker.${name}`),
      );
    });

    test('the titles are those of package.nls.json, not their keys', () => {
      assert.doesNotMatch(JSON.stringify(theExtension().packageJSON.contributes), /%[\w.]+%/);
    });
  });
}
