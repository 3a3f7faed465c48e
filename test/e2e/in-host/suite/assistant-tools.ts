import assert from 'node:assert/strict';
import { LanguageModelTextPart, lm } from 'vscode';

const columns = { textColumns: ['description'], labelColumn: 'use', model: 'samples/bert-tiny-debian' };

/** What assistants in the editor may call, called as they do. Questions are agreed to by a setting of this window. */
export function assistantToolsSuite(): void {
  suite('the tools of assistants', () => {
    test('are there, with schemas', () => {
      const names = ['rank_intermediate_tasks', 'inspect_dataset', 'list_base_models', 'list_maps', 'explain_task'];
      const found = lm.tools.filter(({ name }) => [...names, 'make_fine_tuning_code', 'check_map'].includes(name));
      assert.equal(found.length, 7);
      for (const { inputSchema } of found) assert.ok(inputSchema);
    });

    test('look at a file of the folder that is open', async () => {
      const text = await call('inspect_dataset', { dataset: 'package-use.csv' });
      assert.match(text, /package-use\.csv: .*500 rows/);
      assert.match(text, /Label: "use"\./);
    });

    test('rank, and speak of that ranking', async () => {
      const text = await call('rank_intermediate_tasks', { dataset: 'package-use.csv', ...columns, top: 3 });
      assert.match(text, /Of 33 tasks|None of the 33 tasks/);
      assert.match(text, /This is ranking-1\. /);
      assert.match(await call('explain_task', { ranking: 'ranking-1', task: '1' }), /rank 1 of 33/);
      assert.match(
        await call('make_fine_tuning_code', { ranking: 'ranking-1' }),
        /BASE_MODEL = "samples\/bert-tiny-debian"/,
      );
    });

    test('read nothing outside of it, and take no argument that there is not', async () => {
      await assert.rejects(call('inspect_dataset', { dataset: '/etc/passwd' }), /is not read: it is not below/);
      await assert.rejects(call('inspect_dataset', { dataset: '../expected-ranking.json' }), /is not read/);
      await assert.rejects(call('check_map', { map: '..' }), /is not read/);
      await assert.rejects(call('list_maps', { model: 'a/b', publish: true }), /publish/);
    });
  });
}

async function call(name: string, input: object): Promise<string> {
  const { content } = await lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
}
