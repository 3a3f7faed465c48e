import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { checkMap } from '../../src/engine/publishing/check-map.ts';
import { planPublishing } from '../../src/engine/publishing/plan-publishing.ts';
import { publishMap } from '../../src/engine/publishing/publish-map.ts';
import { rank } from '../../src/engine/run/rank.ts';
import type { EsmParts } from '../../src/esm/esm-parts.ts';
import { consequenceOf } from '../../src/protocol/esm-findings.ts';
import { rankRequest } from '../../src/protocol/rank-request.ts';
import {
  baseModel,
  type PublishFixture,
  publishFixture,
  repo,
  writeParts,
} from '../engine/publishing/publish-fixture.ts';
import { mapParts, withTensors } from '../esm/map-parts.ts';
import { never } from '../hub/hub-fixture.ts';

// Maps between this program and Python over the Hub on loopback: the real huggingface_hub publishes to it, which shows that it answers as
// the Hub does, and reads what was published here; the real hfselect finds and ranks it. Skipped where there is none:
//   ITR_HUB_PYTHON=<python with huggingface_hub> ITR_HFSELECT_PYTHON=<python with hf-dataset-selector> vitest run test/python

const hubPython = pythonWith('huggingface_hub', process.env.ITR_HUB_PYTHON ?? 'python3');
const hfselectPython = pythonWith('hfselect', process.env.ITR_HFSELECT_PYTHON);
if (hubPython === null)
  console.warn('Nothing is published by Python: no Python with huggingface_hub (set ITR_HUB_PYTHON).');
if (hfselectPython === null) console.warn('hfselect ranks no published map: set ITR_HFSELECT_PYTHON.');

const samples = resolve(import.meta.dirname, '../../samples');
const minutes = { timeout: 300_000 };

describe.skipIf(hubPython === null)('huggingface_hub (ITR_HUB_PYTHON)', () => {
  it('reads what was published here: snapshot, info, list by tags', minutes, async () => {
    await using fixture = await publishFixture();
    const { commit } = await fixture.publish();
    const read = await runPython(hubPython, fixture, [
      'from huggingface_hub import HfApi, snapshot_download',
      `info = HfApi().model_info(${JSON.stringify(repo)})`,
      `folder = snapshot_download(${JSON.stringify(repo)})`,
      `listed = [m.id for m in HfApi().list_models(filter=["embedding_space_map", "base_model:${baseModel}"])]`,
      'print(json.dumps({"sha": info.sha, "folder": folder, "listed": listed}))',
    ]);
    const { sha, folder, listed } = z
      .object({ sha: z.string(), folder: z.string(), listed: z.array(z.string()) })
      .parse(read);
    expect(sha).toBe(commit);
    expect(listed).toContain(repo);
    for (const name of ['README.md', 'config.json', 'model.safetensors']) {
      expect(readFileSync(join(folder, name))).toEqual(readFileSync(join(fixture.folder, name)));
    }
  });

  it.each([
    ['whole', {}],
    ['in parts', { multipartFrom: 1000, partBytes: 30_000 }],
  ])(
    'publishes a folder to the same Hub, weights %s, and it is checked here',
    async (_, options) => {
      await using fixture = await publishFixture(options);
      const published = await runPython(hubPython, fixture, [
        'from huggingface_hub import HfApi',
        'api = HfApi()',
        'assert api.whoami()["name"] == "tester"',
        `api.create_repo(${JSON.stringify(repo)})`,
        `api.create_repo(${JSON.stringify(repo)}, exist_ok=True)`,
        `commit = api.upload_folder(repo_id=${JSON.stringify(repo)}, folder_path=${JSON.stringify(fixture.folder)})`,
        `again = api.upload_folder(repo_id=${JSON.stringify(repo)}, folder_path=${JSON.stringify(fixture.folder)})`,
        'print(json.dumps({"commit": commit.oid, "again": again.oid}))',
      ]);
      const { commit, again } = z.object({ commit: z.string(), again: z.string() }).parse(published);
      expect(again).toBe(commit);
      const check = await checkMap(fixture.context(null), { name: repo, fix: false, signal: never }, new Map());
      expect(check).toMatchObject({ taskId: 'owner/task', dimension: 128, findings: [] });
      const request = { kind: 'folder', folder: fixture.folder, repo, private: false } as const;
      const plan = await planPublishing(fixture.context(), { request, dryRun: false, signal: never });
      expect(plan.files.map(({ change }) => change)).toEqual(['same', 'same', 'same']);
      expect(plan.head).toBe(commit);
    },
    300_000,
  );

  it('is refused as this program is: rights, a name that is taken, a commit in between', minutes, async () => {
    const accounts = [
      { token: 'hf_test', name: 'tester' },
      { token: 'hf_read', name: 'tester', role: 'read' as const },
    ];
    await using fixture = await publishFixture({ accounts });
    await fixture.publish();
    const answers = await runPython(hubPython, fixture, [
      'from huggingface_hub import HfApi, CommitOperationAdd',
      'def status(action):',
      '    try:',
      '        action()',
      '    except Exception as error:',
      '        return getattr(getattr(error, "response", None), "status_code", type(error).__name__)',
      'api, reader = HfApi(), HfApi(token="hf_read")',
      'add = lambda: [CommitOperationAdd("a.txt", b"a")]',
      'bad = lambda: [CommitOperationAdd("README.md", b"---\\nlicense: [\\n---\\n")]',
      `commit = lambda api, **how: api.create_commit(${JSON.stringify(repo)}, commit_message="x", **how)`,
      'print(json.dumps([',
      '    status(lambda: reader.create_repo("tester/new")),',
      '    status(lambda: api.create_repo("somebody/new")),',
      `    status(lambda: api.create_repo(${JSON.stringify(repo)})),`,
      '    status(lambda: commit(reader, operations=add())),',
      '    status(lambda: commit(api, operations=add(), parent_commit="0" * 40)),',
      '    status(lambda: commit(api, operations=bad())),',
      ']))',
    ]);
    expect(answers).toEqual([403, 403, 409, 403, 412, 'ValueError']);
  });

  it('leaves a map without a card, as the reference does, and repair makes it found', minutes, async () => {
    await using fixture = await publishFixture();
    await runPython(hubPython, fixture, [
      'from huggingface_hub import HfApi',
      'api = HfApi()',
      `api.create_repo(${JSON.stringify(repo)})`,
      `api.upload_folder(repo_id=${JSON.stringify(repo)}, folder_path=${JSON.stringify(fixture.folder)}, ignore_patterns="*.md")`,
      'print("null")',
    ]);
    const check = async () =>
      (await checkMap(fixture.context(), { name: repo, fix: false, signal: never }, new Map())).findings;
    expect(await check()).toEqual([{ code: 'no-card' }]);
    const request = { kind: 'repair', repo } as const;
    const plan = await planPublishing(fixture.context(), { request, dryRun: false, signal: never });
    expect(plan.files.map(({ path, change }) => [path, change])).toContainEqual(['README.md', 'new']);
    expect(await publishMap(fixture.context(), plan, never)).toMatchObject({ files: ['README.md'], found: true });
    expect(await check()).toEqual([]);
  });
});

describe.skipIf(hfselectPython === null)('hfselect (ITR_HFSELECT_PYTHON)', () => {
  it('finds and ranks a map that was published here, with the score that it has here', minutes, async () => {
    await using fixture = await publishFixture();
    await fixture.publish();
    const file = join(samples, 'datasets/package-use.csv');
    const rankedThere = await runPython(hfselectPython, fixture, [
      'from datasets import Value, load_dataset',
      'from hfselect import Dataset, ESM, compute_task_ranking',
      `rows = load_dataset("csv", data_files=${JSON.stringify(file)}, split="train")`,
      'rows = rows.cast_column("use", Value("string")).shuffle(seed=42).select(range(300))',
      'dataset = Dataset(rows, "description", "use", is_regression=False, metadata={})',
      `esm = ESM.from_pretrained(${JSON.stringify(repo)})`,
      `ranking = compute_task_ranking(dataset, ${JSON.stringify(baseModel)}, esms=[esm])`,
      'weight = esm.model.weight.detach().numpy()',
      'from hfselect.utils import find_esm_repo_ids',
      `listed = find_esm_repo_ids(${JSON.stringify(baseModel)})`,
      'print(json.dumps({"score": float(ranking.scores[0]), "task": ranking.esm_configs[0].task_id, "first": float(weight[0, 1]), "listed": listed}))',
    ]);
    const there = z
      .object({ score: z.number(), task: z.string(), first: z.number(), listed: z.array(z.string()) })
      .parse(rankedThere);
    const request = rankRequest.parse({
      dataset: file,
      textColumns: ['description'],
      labelColumn: 'use',
      model: baseModel,
      examples: 300,
      esms: [repo],
      variant: 'hfselect',
    });
    const document = await rank(request, fixture.context(null), { signal: never });
    expect(there.listed).toContain(repo);
    expect(there.first).toBe(Math.fround(0.3));
    expect(there.task).toBe('owner/task');
    expect(document.tasks[0]).toMatchObject({ repo, taskId: 'owner/task' });
    expect(Math.abs((document.tasks[0]?.score ?? Number.NaN) - there.score)).toBeLessThan(1e-6);
  });

  it('publishes a map that nobody finds, as its package does, and repair makes it found', minutes, async () => {
    await using fixture = await publishFixture();
    const publish = [
      'from hfselect import ESM',
      `esm = ESM.from_pretrained(${JSON.stringify(fixture.folder)})`,
      // As its trainer leaves it.
      'esm.config = esm.create_config()',
      'try:',
      `    esm.publish(${JSON.stringify(repo)})`,
      '    failed = None',
      'except Exception as error:',
      '    failed = type(error).__name__',
      'print(json.dumps(failed))',
    ];
    expect(await runPython(hfselectPython, fixture, publish)).toBe('FileNotFoundError');
    const findings = async () =>
      (await checkMap(fixture.context(), { name: repo, fix: false, signal: never }, new Map())).findings;
    expect((await findings()).map(({ code }) => code)).toEqual(expect.arrayContaining(['card-without-tag']));
    const request = { kind: 'repair', repo } as const;
    const plan = await planPublishing(fixture.context(), { request, dryRun: false, signal: never });
    expect(await publishMap(fixture.context(), plan, never)).toMatchObject({ files: ['README.md'], found: true });
    expect(await findings()).toEqual([]);
  });

  it('loads of odd maps what the check says that it loads', minutes, async () => {
    await using fixture = await publishFixture();
    const folders = oddMaps.map(([name, parts]) => {
      const folder = join(fixture.engine.folder, name);
      writeParts(folder, parts);
      return folder;
    });
    const loaded = await runPython(hfselectPython, fixture, [
      'import logging, numpy as np',
      'from hfselect import ESM',
      `weight, bias = np.float32([[1, 0.25], [-0.5, 2]]), np.float32([0.5, -4])`,
      'def loads(folder):',
      '    try:',
      '        esm = ESM.from_pretrained(folder)',
      '        esm.convert_legacy_to_new() if esm.is_legacy_model else None',
      '        same = (esm.model.weight.detach().numpy() == weight).all() and (esm.model.bias.detach().numpy() == bias).all()',
      '        return bool(same and esm.create_config().is_valid)',
      '    except Exception:',
      '        return False',
      `print(json.dumps([loads(folder) for folder in ${JSON.stringify(folders)}]))`,
    ]);
    const told = await Promise.all(
      folders.map(async (name) => {
        const { findings } = await checkMap(fixture.context(), { name, fix: false, signal: never }, new Map());
        return !findings.map(consequenceOf).some((met) => met === 'not-ranked' || met === 'not-by-hfselect');
      }),
    );
    const named = (values: readonly unknown[]) => oddMaps.map(([name], index) => [name, values[index]]);
    expect(named(told)).toEqual(named(z.array(z.boolean()).parse(loaded)));
    expect(told).toContain(true);
    expect(told).toContain(false);
  });
});

const sequential = ['sequential.0.weight', 'sequential.0.bias'] as const;

/** Maps that are as they should be but for one thing. */
const oddMaps: [string, EsmParts][] = [
  ['as-it-should-be', mapParts()],
  [
    'with-what-the-solution-adds',
    mapParts({ esm_solver: 'ridge', esm_mse: 0.1, esm_sources: [{ source: 'a', rows: 3 }] }),
  ],
  ['lists', mapParts({ text_column: ['a', 'b'], language: ['en', 'de'] })],
  ['no-version', mapParts({ version: null })],
  ['version-0.1.0-with-new-names', mapParts({ version: '0.1.0' })],
  ['version-0.1.0', { ...withTensors(...sequential).parts, config: mapParts({ version: '0.1.0' }).config }],
  ['old-names', withTensors(...sequential).parts],
  ['names-of-nobody', withTensors('weight', 'bias').parts],
  ['no-bias', withTensors('model.weight', null).parts],
  ['no-architecture', mapParts({ esm_architecture: null })],
  ['other-architecture', mapParts({ esm_architecture: 'mlp' })],
  ['no-dimension', mapParts({ esm_embedding_dim: null })],
  ['other-dimension', mapParts({ esm_embedding_dim: 3 })],
  ['no-task', mapParts({ task_id: null })],
];

/** What a program prints as JSON, with the Hub on loopback, an empty cache and the token of `tester`. */
async function runPython(
  python: string | null,
  { engine }: PublishFixture,
  lines: readonly string[],
): Promise<unknown> {
  if (python === null) throw new Error('unreachable: the tests are skipped');
  const home = join(engine.folder, 'python');
  mkdirSync(home, { recursive: true });
  const program = join(home, 'program.py');
  writeFileSync(program, ['import json', ...lines].join('\n'));
  const env = {
    ...process.env,
    HF_ENDPOINT: engine.fake.endpoint,
    HF_HOME: home,
    HF_TOKEN: 'hf_test',
    HF_HUB_DISABLE_XET: '1',
    HF_HUB_OFFLINE: '0',
    CUDA_VISIBLE_DEVICES: '',
    OMP_NUM_THREADS: '1',
  };
  const { stdout } = await promisify(execFile)(python, [program], { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null');
}

function pythonWith(name: string, python: string | undefined): string | null {
  if (python === undefined || python === '') return null;
  try {
    const search = 'import sys, importlib.util as i; sys.exit(i.find_spec(sys.argv[1]) is None)';
    execFileSync(python, ['-c', search, name], { stdio: 'ignore' });
    return python;
  } catch {
    return null;
  }
}
