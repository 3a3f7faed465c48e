import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { formatRanking } from '../../src/cli/commands/format-ranking.ts';
import { rankFormats } from '../../src/cli/commands/rank-options.ts';
import { outputTo } from '../../src/cli/output.ts';
import { createProgressDisplay } from '../../src/cli/progress-display.ts';
import { RecipeMistakes } from '../../src/cli/read-recipe.ts';
import { reportProblem } from '../../src/cli/report-problem.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { datasetInspection } from '../../src/protocol/dataset-inspection.ts';
import { datasetWarning } from '../../src/protocol/dataset-warnings.ts';
import { esmCheck, esmFinding } from '../../src/protocol/esm-findings.ts';
import { type Problem, ProblemError, problem } from '../../src/protocol/problem.ts';
import { publishedEsm, publishPlan } from '../../src/protocol/publish-plan.ts';
import { runWarning } from '../../src/protocol/run-warnings.ts';
import { type RankingDocument, rankingDocument, skippedEsm } from '../../src/ranking/document.ts';
import { hostileCharacters, hostileText, hostileValues } from './hostile-values.ts';

// Names, texts and messages of files and of the Hub, as hostile as they can be, through everything that the command line writes.

const folder = mkdtempSync(join(tmpdir(), 'itr-hostile-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Streams of a process, and all that was written to them. */
function streams(isTTY: boolean) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY, columns: 100 }),
  );
  if (stdout === undefined || stderr === undefined) throw new Error('unreachable: there are two');
  return {
    stdout: outputTo(stdout),
    stderr: outputTo(stderr),
    written: async () => {
      stdout.end();
      stderr.end();
      return { stdout: await text(stdout), stderr: await text(stderr) };
    },
  };
}

/** What a problem says on stderr. */
async function reported(error: unknown): Promise<string> {
  const { stderr, written } = streams(true);
  reportProblem(error, stderr);
  return (await written()).stderr;
}

const problems = hostileValues<Problem>(problem);

describe('a problem', () => {
  it('of every code is tried', () => {
    expect(new Set(problems.map(({ code }) => code)).size).toBe(problem.options.length);
  });

  it.each(problem.options.map(({ shape }) => shape.code.value))(
    '%s is told without control characters',
    async (code) => {
      for (const facts of problems.filter((one) => one.code === code)) {
        const said = await reported(new ProblemError(facts));
        expect(said).not.toMatch(hostileCharacters);
        // The message and its remedy: no name begins a line of its own.
        expect(said.trimEnd().split('\n').length, said).toBeLessThanOrEqual(2);
      }
    },
  );

  it('of a recipe is told with its place, on one line', async () => {
    const mistakes = problems.slice(0, 3).map((facts) => ({ place: `${hostileText}:1:1`, problem: facts }));
    expect(await reported(new RecipeMistakes(mistakes))).not.toMatch(hostileCharacters);
  });

  it('that is a defect is told with its stack', async () => {
    const said = await reported(new Error(hostileText));
    expect(said).not.toMatch(hostileCharacters);
    expect(said.split('\n').length).toBeGreaterThan(3);
  });
});

const warnings = [...hostileValues(datasetWarning), ...hostileValues(runWarning)];
const skipped = problems.map(({ area: _, code, ...detail }, index) =>
  skippedEsm.parse(JSON.parse(JSON.stringify({ repo: `${hostileText}${index}`, code, detail }))),
);

/** Rankings with all there is to warn of and to skip. */
const documents = hostileValues<RankingDocument>(rankingDocument).map((document) => ({
  ...document,
  tasks: document.tasks.map((task, index) => ({ ...task, repo: `${hostileText}/${index}` })),
  warnings: [...document.warnings, ...warnings],
  skipped: [...document.skipped, ...skipped],
}));
const document = documents[0] ?? raise();
const inspection = hostileValues(datasetInspection)[0] ?? raise();
const hostileCheck = { ...(hostileValues(esmCheck)[0] ?? raise()), findings: hostileValues(esmFinding) };
const hostilePlan = hostileValues(publishPlan)[0] ?? raise();
const hostilePublished = hostileValues(publishedEsm)[0] ?? raise();

describe('a note above the bars', () => {
  it.each([true, false])('stays one line; on a terminal: %s', async (isTTY) => {
    const { stderr, written } = streams(isTTY);
    createProgressDisplay(stderr, false).note(hostileText);
    const said = withoutBars((await written()).stderr);
    expect(said.trimEnd().split('\n').length).toBe(1);
    expect(said).not.toMatch(hostileCharacters);
  });
});

/** An engine whose every answer is hostile. */
function hostileEngine(ranking: RankingDocument): Engine {
  const unused = () => Promise.reject(new Error('not used here'));
  const plan = {
    dimension: 3,
    esmsAvailable: 3,
    esmsSelected: 3,
    esmsCached: 0,
    esmBytesToFetch: 9,
    modelBytesToFetch: 9,
  };
  return {
    rank: async (_, { onResult }) => {
      onResult?.({ kind: 'target', target: ranking.target, warnings: ranking.warnings });
      onResult?.({ kind: 'plan', plan: { ...plan, model: hostileText, bytesToFetch: 9 } });
      return ranking;
    },
    inspect: async () => inspection,
    searchDatasets: unused,
    datasetParts: unused,
    models: async () => ({
      models: [{ model: hostileText, esms: 3 }],
      warnings: [{ code: 'run-esms-from-cache', detail: { model: hostileText, esms: 3 } }],
    }),
    esms: async () => ({
      esms: [{ repo: hostileText, revision: hostileText, downloads: 3, cached: false }],
      skipped: [{ repo: hostileText, code: 'esm-no-config', detail: {} }],
      warnings: [{ code: 'run-esms-from-cache', detail: { model: hostileText, esms: 3 } }],
    }),
    estimateDownload: unused,
    esmsOnDisk: unused,
    prefetchEsms: async () => ({
      model: hostileText,
      fetched: 0,
      cached: 0,
      failed: [{ repo: hostileText, code: 'hub-gated', detail: {} }],
    }),
    train: unused,
    removeEsms: unused,
    checkEsm: async () => hostileCheck,
    planPublishing: async () => hostilePlan,
    publishEsm: async () => hostilePublished,
    cacheInfo: unused,
    clearCache: unused,
  };
}

async function run(args: readonly string[], isTTY: boolean, engine = hostileEngine(document)) {
  const { stdout, stderr, written } = streams(isTTY);
  const signal = new AbortController().signal;
  const code = await runCommandLine(args, { stdin: process.stdin, stdout, stderr, signal, createEngine: () => engine });
  return { code, ...(await written()) };
}

describe.each([true, false])('on a terminal: %s', (isTTY) => {
  it.each(rankFormats)('rank writes its %s without control characters', async (format) => {
    for (const ranking of documents) {
      const args = ['rank', hostileText, '--model', hostileText, '--format', format];
      const { code, stdout, stderr } = await run(args, isTTY, hostileEngine(ranking));
      expect(code, stderr).toBe(0);
      expect(stdout.length).toBeGreaterThan(100);
      expect(stdout).not.toMatch(hostileCharacters);
      expect(withoutBars(stderr)).not.toMatch(hostileCharacters);
    }
  });

  it.each(rankFormats)('merge writes its %s without control characters', async (format) => {
    const file = join(folder, 'part.json');
    writeFileSync(
      file,
      JSON.stringify({ ...document, part: { shard: 1, shards: 1, requested: 3, maps: hostileText } }),
    );
    const { code, stdout, stderr } = await run(['merge', file, '--partial', '--format', format], isTTY);
    expect(code, stderr).toBe(0);
    expect(stdout + stderr).not.toMatch(hostileCharacters);
  });

  it('code writes Python without control characters', async () => {
    const file = join(folder, 'ranking.json');
    for (const ranking of documents.filter(({ tasks }) => tasks.length > 0)) {
      writeFileSync(file, JSON.stringify(ranking));
      const toStdout = await run(['code', file, '--tasks', '9'], isTTY);
      const toFile = await run(['code', file, '--out', join(folder, 'measure.py')], isTTY);
      expect([toStdout.code, toFile.code], toStdout.stderr + toFile.stderr).toEqual([0, 0]);
      expect(toStdout.stdout + toFile.stderr).not.toMatch(hostileCharacters);
      expect(toFile.stderr.trimEnd().split('\n').length).toBe(1);
    }
  });

  it.each([['inspect', hostileText], ['models'], ['esms', '--model', hostileText, '--prefetch']])(
    '%s',
    async (...args) => {
      for (const format of ['table', 'json']) {
        const { code, stdout, stderr } = await run([...args, '--format', format], isTTY);
        expect(code, stderr).toBe(0);
        expect(stdout.length).toBeGreaterThan(10);
        expect(stdout).not.toMatch(hostileCharacters);
        expect(withoutBars(stderr)).not.toMatch(hostileCharacters);
      }
    },
  );

  it.each([
    [['check', hostileText], 2],
    [['publish', hostileText, '--repo', hostileText, '--yes'], 0],
    [['publish', '--repair', hostileText, '--dry-run'], 0],
  ])('%j', async (args, expected) => {
    for (const format of ['table', 'json']) {
      const { code, stdout, stderr } = await run([...args, '--format', format], isTTY);
      expect(code, stderr).toBe(expected);
      expect(stdout.length).toBeGreaterThan(10);
      expect(stdout + stderr).not.toMatch(hostileCharacters);
    }
  });

  it.each([
    [['rank', '--shard', hostileText]],
    [['inspect', 'a.csv', '--format', hostileText]],
    [[hostileText]],
    [['merge', `${hostileText}.json`]],
    [['rank', '--recipe', hostileText]],
  ])('a mistake in %j is told without control characters', async (args) => {
    const { code, stdout, stderr } = await run(args, isTTY);
    expect(code).not.toBe(0);
    expect(stdout + stderr).not.toMatch(hostileCharacters);
  });
});

describe('a file', () => {
  it.each(rankFormats)('of the format %s has none either', async (format) => {
    for (const ranking of documents)
      expect(await formatRanking(ranking, { format, top: undefined, width: undefined })).not.toMatch(hostileCharacters);
  });
});

describe('JSON', () => {
  it('loses nothing: it parses to what it was made of', async () => {
    const { stdout } = await run(['rank', 'a.csv', '--model', 'm', '--format', 'json'], true);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(document)));
    const models = await run(['models', '--format', 'json'], true);
    expect(JSON.parse(models.stdout)).toEqual([{ model: hostileText, esms: 3 }]);
  });
});

function raise(): never {
  throw new Error('unreachable: there is one for every choice');
}

/** Without the escape sequences by which the bars are redrawn. */
function withoutBars(stderr: string): string {
  return stderr
    .split('\u001b[')
    .map((part, index) => (index === 0 ? part : part.replace(/^(?:\?(?:25|2026)[hl]|\d*[A-K])/, '')))
    .join('');
}
