import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { runBuilt } from '../cli/built.ts';
import { call, connect, makeSurroundings, model, type Surroundings, writeOpen } from './served.ts';

// The shipped bundle as a server, asked by the SDK's own client, against the sample Hub.

let around: Surroundings;
let client: Client;
const columns = { textColumns: ['description'], labelColumn: 'use', model };

beforeAll(async () => {
  around = await makeSurroundings();
  client = await connect(around, { roots: [around.open] });
  await client.listTools();
});
afterAll(async () => {
  await client.close();
  await around.stop();
});

describe('the tools of esm-rank mcp', () => {
  it('are the seven, with closed schemas of what they take', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'rank_intermediate_tasks',
      'inspect_dataset',
      'list_base_models',
      'list_maps',
      'explain_task',
      'make_fine_tuning_code',
      'check_map',
    ]);
    for (const { inputSchema, outputSchema, annotations } of tools) {
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema?.type).toBe('object');
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false });
    }
  });

  it('rank as the command line does, with the verdict in words, and keep the whole as a resource', async () => {
    const progress: number[] = [];
    const given = { dataset: 'tickets.csv', ...columns, examples: 200, seed: 1, top: 3 };
    const result = await client.callTool({ name: 'rank_intermediate_tasks', arguments: given }, undefined, {
      onprogress: (told) => progress.push(told.progress),
    });
    const [{ text }, link] = Object(result.content);
    const facts = Object(result.structuredContent);
    const args = ['tickets.csv', '--text', 'description', '--label', 'use', '--model', model];
    const sample = ['--examples', '200', '--seed', '1', '--format', 'json', '--quiet'];
    const byCommandLine = await runBuilt(['rank', ...args, ...sample], around.env, around.open);
    const expected = rankingDocument.parse(JSON.parse(byCommandLine.stdout));
    const read = await client.readResource({ uri: link.uri });
    const whole = rankingDocument.parse(JSON.parse(Object(read.contents[0]).text));
    expect(whole.tasks).toEqual(expected.tasks);
    expect(facts).toMatchObject({ shown: 3, total: 33, answer: answerSentence(expected), ranking: 'ranking-1' });
    expect(rankingDocument.parse(facts.document).tasks.map(({ repo }) => repo)).toEqual(
      expected.tasks.slice(0, 3).map(({ repo }) => repo),
    );
    expect(text.startsWith(answerSentence(expected))).toBe(true);
    expect(text).toContain(`the resource ${facts.resource}`);
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toEqual([facts.resource]);
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('explain a task of that ranking, and make code for it', async () => {
    const explained = await call(client, 'explain_task', { ranking: 'ranking-1', task: '1' });
    expect(explained.text).toMatch(/: rank 1 of 33\. .*(?:Likely|Unclear|Unlikely)/s);
    expect(explained.facts).toMatchObject({ of: 33, task: { rank: 1 } });
    const code = await call(client, 'make_fine_tuning_code', { ranking: 'ranking-1', tasks: ['1', '2'] });
    expect(String(code.facts.python)).toContain('BASE_MODEL = "samples/bert-tiny-debian"');
    expect(code.text).toContain('tickets.csv');
  });

  it('take a ranking from a file', async () => {
    const [resource] = (await client.listResources()).resources;
    const read = await client.readResource({ uri: resource?.uri ?? '' });
    writeOpen(around, 'ranking.json', Object(read.contents[0]).text);
    const explained = await call(client, 'explain_task', { ranking: 'ranking.json', task: '2' });
    expect(explained.facts).toMatchObject({ of: 33, task: { rank: 2 } });
  });

  it('look at a dataset without showing its values, unless asked', async () => {
    const plain = await call(client, 'inspect_dataset', { dataset: 'tickets.csv' });
    expect(plain.facts).toMatchObject({ source: 'tickets.csv', guess: { labelColumn: 'use' }, columnsInAll: 2 });
    const shown = await call(client, 'inspect_dataset', { dataset: 'tickets.csv', showValues: true });
    const [{ examples }] = Object(shown.facts.columns);
    expect(examples.length).toBe(3);
    for (const example of examples) expect(JSON.stringify(plain)).not.toContain(example.slice(0, 20));
    expect(shown.text).toContain(JSON.stringify(examples[0]));
  });

  it('list base models and maps, and check a map in an open folder', async () => {
    const models = await call(client, 'list_base_models', {});
    expect(models.text).toContain(`${model}: 33 maps`);
    const maps = await call(client, 'list_maps', { model, filter: 'task~wordnet' });
    expect(maps.facts).toMatchObject({ resource: null });
    expect(maps.text).toContain('that pass the filter');
    const checked = await call(client, 'check_map', { map: './my-map' });
    expect(checked).toMatchObject({ isError: false, facts: { name: './my-map', baseModel: model } });
  });

  it('offer the first question as a prompt', async () => {
    const { prompts } = await client.listPrompts();
    expect(prompts).toMatchObject([{ name: 'first_dataset', title: 'Which dataset first for this file?' }]);
    const { messages } = await client.getPrompt({ name: 'first_dataset', arguments: { file: 'tickets.csv' } });
    expect(JSON.stringify(messages)).toContain('tickets.csv');
    await expect(client.getPrompt({ name: 'first_dataset', arguments: {} })).rejects.toThrow('"file" is missing');
  });
});

describe('what is outside the open folders is not read', () => {
  it.each([
    ['an absolute path', () => join(around.closed, 'secret.csv')],
    ['a way up', () => '../closed/secret.csv'],
    ['a way up inside', () => 'shards/../../closed/secret.csv'],
    ['a link to a file', () => 'linked.csv'],
    ['a file behind a link to a folder', () => 'linked-folder/secret.csv'],
    ['a folder that holds a link out', () => 'shards'],
    ['the folder above', () => '..'],
    ['a file of the system', () => '/etc/passwd'],
    ['the home folder', () => '~/.netrc'],
    ['a path with a NUL', () => 'tickets.csv\0.parquet'],
    ['what is not there, outside', () => '/none/of/this'],
  ])('%s', async (_, name) => {
    for (const [tool, given] of [
      ['inspect_dataset', { dataset: name() }],
      ['rank_intermediate_tasks', { dataset: name(), model }],
      ['explain_task', { ranking: name(), task: '1' }],
      ['check_map', { map: name() }],
    ] as const) {
      const { isError, text } = await call(client, tool, given);
      expect({ tool, isError, text }).toMatchObject({ isError: true, text: expect.stringContaining('is not read') });
    }
  });

  it('a link that stays inside is', async () => {
    expect((await call(client, 'inspect_dataset', { dataset: 'inner-link.csv' })).isError).toBe(false);
  });

  it('nothing is, where the client opens no folder; a dataset on the Hub is looked for all the same', async () => {
    const none = await connect(around, { roots: [] });
    const { isError, text } = await call(none, 'inspect_dataset', { dataset: join(around.open, 'tickets.csv') });
    const onHub = await call(none, 'inspect_dataset', { dataset: 'hf:none/there' });
    await none.close();
    expect({ isError, text }).toMatchObject({ isError: true, text: expect.stringContaining('no folder is open') });
    expect(onHub.text).toContain('none/there');
  });

  it('without roots of the client the working folder is open, and --root goes before both', async () => {
    const plain = await connect(around);
    expect((await call(plain, 'inspect_dataset', { dataset: 'tickets.csv' })).isError).toBe(false);
    expect((await call(plain, 'inspect_dataset', { dataset: '../closed/secret.csv' })).isError).toBe(true);
    await plain.close();
    const named = await connect(around, { roots: [around.open], args: ['--root', around.closed] });
    expect((await call(named, 'inspect_dataset', { dataset: 'secret.csv' })).isError).toBe(false);
    expect((await call(named, 'inspect_dataset', { dataset: join(around.open, 'tickets.csv') })).isError).toBe(true);
    await named.close();
  });
});

describe('hostile arguments are errors of the tool', () => {
  it.each([
    ['an unknown field', 'rank_intermediate_tasks', { dataset: 'tickets.csv', model, yes: true }, 'yes'],
    ['publishing', 'check_map', { map: './my-map', fix: true }, 'fix'],
    ['a huge number', 'rank_intermediate_tasks', { dataset: 'tickets.csv', model, examples: 1e308 }, 'examples'],
    ['a negative one', 'rank_intermediate_tasks', { dataset: 'tickets.csv', model, maxEsms: -1 }, 'maxEsms'],
    ['half a row', 'rank_intermediate_tasks', { dataset: 'tickets.csv', model, top: 1.5 }, 'top'],
    ['a number for a text', 'inspect_dataset', { dataset: 7 }, 'dataset'],
    ['an object for a text', 'inspect_dataset', { dataset: { path: '/etc/passwd' } }, 'dataset'],
    ['nothing', 'rank_intermediate_tasks', {}, 'dataset'],
    ['a page of text', 'inspect_dataset', { dataset: 'x'.repeat(1e6) }, 'dataset'],
    ['a name of prototypes', 'list_maps', { model, constructor: 1 }, 'constructor'],
    ['a model in a folder', 'list_maps', { model: '/etc' }, 'model'],
    ['a wrong filter', 'list_maps', { model, filter: 'exmaples>=1' }, 'examples'],
    ['a foreign address', 'inspect_dataset', { dataset: 'http://169.254.169.254/latest' }, '169.254'],
    ['an unknown ranking', 'explain_task', { ranking: 'ranking-99', task: '1' }, 'ranking-1'],
    ['an unknown task', 'explain_task', { ranking: 'ranking-1', task: 'none' }, 'none'],
    ['a missing argument', 'inspect_dataset', {}, '"nothing" is no value for dataset: expected string.'],
    [
      'an argument of another type',
      'inspect_dataset',
      { dataset: 'tickets.csv', showValues: 'many' },
      '"many" is no value for showValues: expected boolean.',
    ],
    ['a file that is no ranking', 'explain_task', { ranking: 'tickets.csv', task: '1' }, 'not JSON'],
    ['a file that is not there', 'inspect_dataset', { dataset: 'none.csv' }, 'none.csv'],
    ['a map that is not there', 'check_map', { map: 'none/there' }, 'none/there'],
  ])('%s', async (_, tool, given, words) => {
    const { isError, text } = await call(client, tool, given);
    expect({ isError, text }).toMatchObject({ isError: true, text: expect.stringContaining(words) });
    expect(text.length).toBeLessThan(1_500);
  });

  it('an unknown tool is refused, and the server lives on', async () => {
    await expect(client.callTool({ name: 'publish_map', arguments: {} })).rejects.toThrow('publish_map');
    await client.ping();
  });
});

describe('the server that the extension brings along', () => {
  it('has the same tools, on the engine beside it, with the settings that it is given', async () => {
    const settings = JSON.stringify({ endpoint: around.hub.endpoint, offline: true });
    const bundled = await connect(around, { roots: [around.open], entry: ['dist/mcp.js'], args: [settings] });
    expect((await bundled.listTools()).tools).toEqual((await client.listTools()).tools);
    around.hub.requests.length = 0;
    const maps = await call(bundled, 'list_maps', { model });
    expect(maps).toMatchObject({ isError: false, facts: { total: 33 } });
    expect(around.hub.requests).toEqual([]);
    expect((await call(bundled, 'inspect_dataset', { dataset: '../closed/secret.csv' })).isError).toBe(true);
    await bundled.close();
  });
});

describe('the server itself', () => {
  it('ends a run that the client cancels, and answers the next call', async () => {
    around.hub.faults.add({ match: /bert-tiny-debian\/resolve.*tokenizer/, fault: { kind: 'stall' } });
    const fresh = await connect({ ...around, env: { ...around.env, HF_HOME: join(around.closed, 'hf') } });
    const controller = new AbortController();
    const run = fresh.callTool(
      { name: 'rank_intermediate_tasks', arguments: { dataset: 'tickets.csv', ...columns } },
      undefined,
      { signal: controller.signal },
    );
    const requested = () => around.hub.requests.some(({ url }) => /resolve.*tokenizer/.test(url));
    await expect.poll(requested).toBe(true);
    controller.abort('enough');
    await expect(run).rejects.toThrow('enough');
    expect((await call(fresh, 'inspect_dataset', { dataset: 'tickets.csv' })).isError).toBe(false);
    await fresh.close();
  });

  it('writes nothing but protocol, outlives what is none, and ends when the client does', async () => {
    const bundle = join(import.meta.dirname, '../../dist/cli.js');
    const child = spawn(process.execPath, [bundle, 'mcp'], {
      cwd: around.open,
      env: { ...process.env, ...around.env },
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    const send = (message: unknown) => child.stdin.write(`${JSON.stringify(message)}\n`);
    const clientInfo = { name: 'raw', version: '0' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    child.stdin.write('this is no protocol\n{"jsonrpc":"2.0"}\n[1,2]\n');
    send({ jsonrpc: '2.0', id: 1, method: 'initialize', params });
    send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    const rank = { dataset: 'tickets.csv', ...columns, maxEsms: 2, examples: 60 };
    send({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name: 'rank_intermediate_tasks', arguments: rank } });
    send({ jsonrpc: '2.0', id: 3, method: 'tools/call', params: { name: 'inspect_dataset', arguments: 'no object' } });
    const lines = () =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
    await expect.poll(() => lines().filter(({ id }) => id !== undefined).length).toBe(3);
    expect(lines().every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
    child.stdin.end();
    expect(await once(child, 'close')).toEqual([0, null]);
  });
});
