import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';
import { runBuilt, startBuilt, stopWaiting } from './built.ts';

// The shipped bundle, run as a user runs it, against the sample Hub.

const samples = join(import.meta.dirname, '../../samples');
const dataset = join(samples, 'datasets/package-use.csv');
const model = 'samples/bert-tiny-debian';
const columns = ['--text', 'description', '--label', 'use', '--model', model];

let hub: FakeHub;
let folder: string;
let env: Record<string, string>;

beforeEach(async () => {
  hub = await startFakeHub({ folder: join(samples, 'hub') });
  folder = mkdtempSync(join(tmpdir(), 'itr-bundle-'));
  env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
});
afterEach(async () => {
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rank = (...args: string[]) => runBuilt(['rank', dataset, ...columns, ...args], env);

describe('esm-rank rank', () => {
  it('prints the result document and nothing else on stdout with --format json', async () => {
    const { code, stdout, stderr } = await rank('--examples', '200', '--seed', '1', '--format', 'json');
    expect({ code, stderr: stderr.includes('Ranking 33 of 33 maps') }).toEqual({ code: 0, stderr: true });
    const document = rankingDocument.parse(JSON.parse(stdout));
    expect(document.target).toMatchObject({ rows: 200, rowsRead: 500, seed: 1, textColumns: ['description'] });
    expect(document.tasks.length).toBe(33);
    expect(document.model).toMatchObject({ id: model, pooling: 'pooler_output', dimension: 128 });
    expect(document.partial).toBe(false);
  });

  it('makes one listing and downloads nothing the second time, and embeds nothing anew', async () => {
    await rank('--quiet');
    hub.requests.length = 0;
    const second = await rank('--format', 'csv');
    expect(second.code).toBe(0);
    expect(hub.requests.map(({ url }) => url.split('?', 1)[0])).toEqual([
      `/api/models/${model}/revision/HEAD`,
      '/api/models',
    ]);
    expect(second.stderr).toContain('all in the cache');
    expect(second.stdout.split('\n')[0]).toContain('rank,');
  });

  it('works offline from the cache with the same scores', async () => {
    const online = await rank('--format', 'csv');
    await hub.stop();
    const offline = await rank('--offline', '--format', 'csv');
    expect(offline.stdout).toBe(online.stdout);
    const gone = await rank('--format', 'csv', '--quiet');
    expect(gone.stdout).toBe(online.stdout);
  });

  it('is quiet with --quiet', async () => {
    const { code, stdout, stderr } = await rank('--quiet', '--max-esms', '2', '--top', '1');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('Baseline');
  });

  it('ranks only the maps that are named, and says which it could not', async () => {
    const esms = 'samples/ESM_debian__use,samples/ESM_none';
    const { code, stdout } = await rank('--esms', esms, '--format', 'json');
    const document = rankingDocument.parse(JSON.parse(stdout));
    expect(code).toBe(0);
    expect(document.tasks.map(({ repo }) => repo)).toEqual(['samples/ESM_debian__use']);
    expect(document.skipped).toMatchObject([{ repo: 'samples/ESM_none', code: 'hub-repository-not-found' }]);
  });

  it.each(['table', 'csv', 'md', 'html', 'json'])('writes --format %s to --out as a whole', async (format) => {
    const out = join(folder, `out.${format}`);
    const { code, stdout } = await rank('--max-esms', '3', '--format', format, '--out', out);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toContain('debian-packages/use');
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  it('draws the plots into --format html, without a script', async () => {
    const { stdout } = await rank('--max-esms', '5', '--format', 'html', '--quiet');
    expect(stdout.match(/<svg /g)?.length).toBe(3);
    expect(stdout).not.toMatch(/<script|https?:\/\/(?!huggingface\.co|www\.w3\.org)/);
  });

  it('ranks the maps that pass --filter, and marks a mistake in it', async () => {
    const { code, stdout } = await rank('--filter', 'task~wordnet examples>=4000', '--format', 'csv', '--quiet');
    const rows = stdout.trim().split('\n').slice(1);
    expect({ code, wordnet: rows.every((row) => row.includes('wordnet/')) }).toEqual({ code: 0, wordnet: true });
    const listed = await runBuilt(['esms', '--model', model, '--filter', 'task~wordnet examples>=4000'], env);
    expect(listed.stdout.trim().split('\n').length - 1).toBe(rows.length);
    const wrong = await rank('--filter', 'task~wordnet exmaples>=4000');
    expect({ code: wrong.code, lines: wrong.stderr.split('\n') }).toEqual({
      code: 2,
      lines: [
        'esm-rank: The filter has no field "exmaples" (character 14).',
        '  task~wordnet exmaples>=4000',
        '               ^^^^^^^^',
        '  Did you mean "examples"?',
        '',
      ],
    });
  });

  it('takes a recipe, from its own folder', async () => {
    const recipe = join(folder, 'recipe.yaml');
    writeFileSync(join(folder, 'data.csv'), readFileSync(dataset));
    writeFileSync(
      recipe,
      `rank:\n  dataset: data.csv\n  text: description\n  label: use\n  model: ${model}\n  max-esms: 2\n`,
    );
    const { code, stdout } = await runBuilt(['rank', '--recipe', recipe, '--format', 'json'], env);
    expect(code).toBe(0);
    expect(rankingDocument.parse(JSON.parse(stdout))).toMatchObject({
      target: { source: 'data.csv' },
      coverage: { scored: 2 },
    });
  });

  it('takes a model and maps from folders: of a recipe from its folder, of the command line from the working one', async () => {
    const models = join(samples, 'hub/models/samples');
    cpSync(join(models, 'bert-tiny-debian'), join(folder, 'my-bert'), { recursive: true });
    cpSync(join(models, 'ESM_debian__use'), join(folder, 'my-esms/use'), { recursive: true });
    const recipe = join(folder, 'recipe.yaml');
    const lines = ['rank:', '  dataset: none.csv', '  text: description', '  label: use', '  model: ./my-bert'];
    writeFileSync(recipe, [...lines, '  esms: ./my-esms/*', '  examples: 60'].join('\n'));
    const fromRecipe = await runBuilt(['rank', dataset, '--recipe', recipe, '--format', 'csv', '--quiet'], env);
    const local = ['--model', './my-bert', '--esms', './my-esms/*', '--text', 'description', '--label', 'use'];
    const args = ['rank', dataset, ...local, '--examples', '60', '--format', 'csv', '--quiet', '--offline'];
    const typed = await runBuilt(args, env, folder);
    expect([fromRecipe.code, typed.code, fromRecipe.stderr + typed.stderr]).toEqual([0, 0, '']);
    const scores = ({ stdout }: { stdout: string }) =>
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(',')[1]);
    expect(scores(fromRecipe)).toEqual(scores(typed));
    expect(typed.stdout).toContain('./my-esms/use');
    expect(hub.requests).toEqual([]);
  });

  it('says what it took where columns are left out', async () => {
    const { code, stderr } = await runBuilt(['rank', dataset, '--model', model, '--max-esms', '1'], env);
    expect(code).toBe(0);
    expect(stderr).toContain('description → use');
  });
});

describe('exit codes', () => {
  it.each([
    ['no dataset', ['rank', '--model', model], 2, 'dataset file is missing'],
    ['no model', ['rank', dataset], 2, '--model <id>'],
    ['a file that is not there', ['rank', 'none.csv', '--model', model], 2, 'none.csv'],
    [
      'a column that is not there',
      ['rank', dataset, '--text', 'descripton', '--label', 'use', '--model', model],
      2,
      'description',
    ],
    ['an unknown option', ['rank', dataset, '--modell', model], 2, '--model'],
    ['a bad number', ['rank', dataset, ...columns, '--examples', '-3'], 2, 'whole number'],
    ['no command', ['rnak'], 2, 'rank'],
    [
      'a map in the place of a model',
      ['rank', dataset, '--text', 'description', '--label', 'use', '--model', 'samples/ESM_debian__use'],
      2,
      'is an Embedding Space Map, not a language model',
    ],
    [
      'a model that is not there',
      ['rank', dataset, '--text', 'description', '--label', 'use', '--model', 'a/b'],
      4,
      'a/b',
    ],
    ['nothing cached', ['rank', dataset, ...columns, '--cached-only'], 3, 'cache'],
    [
      'a folder that is not there',
      ['rank', dataset, ...columns, '--max-esms', '1', '--out', '/nonexistent/x.json'],
      2,
      '/nonexistent',
    ],
  ])('%s', async (_, args, code, words) => {
    const ended = await runBuilt(args, env);
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: '' });
    expect(ended.stderr).toContain(words);
    expect(ended.stderr).not.toContain('    at ');
  });

  it('a reader that closes its end: 0, and no complaint', async () => {
    const script = `"${process.execPath}" dist/cli.js --help | true; echo "code \${PIPESTATUS[0]}"`;
    const { stdout, stderr } = await promisify(execFile)('bash', ['-c', script], { cwd: join(samples, '..') });
    expect({ stdout, stderr }).toEqual({ stdout: 'code 0\n', stderr: '' });
  });

  it('no way to the Hub', async () => {
    await hub.stop();
    const { code, stderr } = await runBuilt(['rank', dataset, ...columns], env);
    expect(code).toBe(4);
    expect(stderr).toContain('HF_ENDPOINT');
  });

  it('cancelled: 130, without waiting for what never comes, with what was ranked so far', async () => {
    const out = join(folder, 'part.json');
    // The last maps never come, so that the run is in the middle when it is cancelled.
    hub.faults.add({ match: /xet-bridge.*ESM_wordnet.*safetensors/, fault: { kind: 'stall', bytes: 0 } });
    const run = startBuilt(['rank', dataset, ...columns, '--format', 'json', '--out', out], env);
    await run.said('Scoring: ');
    const { code, stderr } = await stopWaiting(run, 'SIGINT');
    expect(code).toBe(130);
    expect(stderr).toContain('Cancelled');
    const document = rankingDocument.parse(JSON.parse(readFileSync(out, 'utf8')));
    expect(document.partial).toBe(true);
    expect(document.tasks.length).toBeGreaterThan(0);
    expect(document.tasks.length).toBeLessThan(33);
  });

  it('cancelled before the baseline: 130 and no file', async () => {
    const out = join(folder, 'part.json');
    hub.faults.add({ match: /bert-tiny-debian\/resolve.*model.safetensors/, fault: { kind: 'stall' } });
    const run = startBuilt(['rank', dataset, ...columns, '--format', 'json', '--out', out], env);
    await run.said('Ranking 33 of 33 maps');
    run.signal('SIGTERM');
    expect((await run.ended).code).toBe(130);
    expect(existsSync(out)).toBe(false);
  });
});

describe('the other commands', () => {
  it('inspect shows columns and guesses', async () => {
    const { code, stdout } = await runBuilt(['inspect', dataset], env);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Text: "description"\.\nLabel: "use"\./);
    const json = JSON.parse((await runBuilt(['inspect', dataset, '--format', 'json'], env)).stdout);
    expect(json).toMatchObject({ source: dataset, guess: { labelColumn: 'use' } });
    expect(hub.requests).toEqual([]);
  });

  it('models lists base models with their coverage', async () => {
    const { stdout } = await runBuilt(['models'], env);
    const mistyped = await runBuilt(['models', '--format', 'xml'], env);
    expect(mistyped).toMatchObject({ code: 2, stderr: expect.stringContaining('Allowed choices are table, json.') });
    expect(stdout).toBe('Maps  Base model\n  33  samples/bert-tiny-debian\n');
  });

  it('esms lists the maps of a model', async () => {
    const { stdout } = await runBuilt(['esms', '--model', model, '--format', 'json'], env);
    const listed = JSON.parse(stdout);
    expect(listed.length).toBe(33);
    expect(listed[0]).toEqual({
      repo: 'samples/ESM_debian__admin',
      revision: expect.any(String),
      downloads: 0,
      cached: false,
    });
  });

  it('esms --prefetch downloads all that a ranking without a network needs', async () => {
    const { code, stdout, stderr } = await runBuilt(['esms', '--model', model, '--prefetch', '--format', 'json'], env);
    expect({ code, said: stderr.includes('33 of 33 maps') }).toEqual({ code: 0, said: true });
    expect(JSON.parse(stdout)).toEqual(Array.from({ length: 33 }, () => expect.objectContaining({ cached: true })));
    await hub.stop();
    expect((await rank('--offline', '--quiet', '--top', '1')).code).toBe(0);
  });

  it.each([[['--help']], [['rank', '--help']], [['inspect', '--help']], [['models', '--help']], [['esms', '--help']]])(
    '%j shows help with code 0',
    async (args) => {
      const { code, stdout } = await runBuilt(args, env);
      expect(code).toBe(0);
      expect(stdout).toContain('Usage: esm-rank');
      if (args.length > 1) expect(stdout).toContain('Example:');
    },
  );

  it('--version is that of package.json', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect((await runBuilt(['--version'], env)).stdout).toBe(`${version}\n`);
  });
});
