import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AsyncQueue } from '../../src/engine/between-stages/async-queue.ts';
import { RunRecord } from '../../src/engine/between-stages/run-record.ts';
import { Settled } from '../../src/engine/between-stages/settled.ts';
import type { FetchedEsm } from '../../src/engine/maps/fetch-each.ts';
import { fetchEsms } from '../../src/engine/maps/fetch-esms.ts';
import { lookRows } from '../../src/engine/maps/first-look.ts';
import { lookFirst } from '../../src/engine/maps/look-first.ts';
import { type DrawnEvidence, LookScores } from '../../src/engine/scoring/look-scores.ts';
import { scoreEsms } from '../../src/engine/scoring/score-esms.ts';
import { createScoringPool, type ScoringPool } from '../../src/engine/scoring/scoring-pool.ts';
import { findEsms } from '../../src/esm/find-esms.ts';
import { createHub, type Hub } from '../../src/hub/hub.ts';
import { prepareInfluence } from '../../src/logme/influence-basis.ts';
import { prepareStatistics } from '../../src/logme/prepare-statistics.ts';
import { standardNormals } from '../../src/random/standard-normals.ts';
import { rankingDocument } from '../../src/ranking/document.ts';
import { lookedAtRows } from '../../src/ranking/looked.ts';
import { fetchOneByOne } from '../fetching/one-by-one.ts';
import { type GeneratedHub, startGeneratedHub } from '../generated-hub/start-generated-hub.ts';
import { makeExamples, readKernels } from '../scoring/problem.ts';

const dimension = 768;
/** 100 Mbit/s. */
const bytesPerSecond = 12.5e6;
const latencyMs = 50;
/** So many are enough to tell what one takes. */
const wholeMaps = 100;
const opponentMaps = 20;
const draws = 1000;

interface Fetching {
  by: string;
  maps: number;
  bytes: number;
  requests: number;
  resolvers: number;
  /** Until all maps have a score, and until the best are exact. */
  firstPictureMs: number;
  doneMs: number;
  whole: number;
}

/** Bytes, requests and times of a first look, of fetching everything, and of one map after the other. */
export async function transferTable(maps: number): Promise<{ header: string[]; rows: string[][] }> {
  const hub = { esms: maps, dimension, latencyMs, bytesPerSecond, differentWeights: 48 };
  using look = await startGeneratedHub(hub);
  const first = await measured(look, lookAtAll);
  using all = await startGeneratedHub({ ...hub, esms: Math.min(maps, wholeMaps) });
  const whole = scaled(await measured(all, fetchAll), maps);
  using again = await startGeneratedHub({ ...hub, esms: opponentMaps });
  const { name, msPerMap } = await fetchOneByOne(again, opponentMaps);
  const { requests, resolvers } = await again.counts();
  const ms = msPerMap * maps;
  const single = { by: name, maps: opponentMaps, bytes: whole.bytes, requests, resolvers, whole: opponentMaps };
  const rows = [first, whole, scaled({ ...single, firstPictureMs: ms, doneMs: ms }, maps, false)];
  return {
    header: [
      'fetched by',
      'maps',
      'whole',
      'GB',
      'requests',
      'counted by the Hub',
      'all maps seen, s',
      'exact shortlist, s',
    ],
    rows: rows.map((row) => [
      row.by,
      `${row.maps}`,
      `${row.whole}`,
      (row.bytes / 1e9).toFixed(2),
      `${row.requests}`,
      `${row.resolvers}`,
      (row.firstPictureMs / 1000).toFixed(0),
      (row.doneMs / 1000).toFixed(0),
    ]),
  };
}

/** What so many maps took, for as many as there are; nothing about them depends on how many come before. */
function scaled(some: Fetching, maps: number, withBytes = true): Fetching {
  const factor = maps / some.maps;
  const times = (value: number) => Math.round(factor * value);
  const isSame = factor === 1;
  return {
    by: isSame ? some.by : `${some.by} (from ${some.maps})`,
    maps,
    bytes: withBytes ? times(some.bytes) : some.bytes,
    requests: times(some.requests),
    resolvers: times(some.resolvers),
    firstPictureMs: withBytes ? times(some.firstPictureMs) : some.firstPictureMs,
    doneMs: withBytes ? times(some.doneMs) : some.doneMs,
    whole: maps,
  };
}

type Way = (
  hub: Hub,
  baseModel: string,
) => Promise<Pick<Fetching, 'by' | 'maps' | 'firstPictureMs' | 'doneMs' | 'whole'>>;

async function measured(generated: GeneratedHub, way: Way): Promise<Fetching> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-first-look-'));
  const settings = { endpoint: generated.endpoint, cacheFolder: join(folder, 'hub'), token: null, offline: false };
  let bytes = 0;
  const counting = async (url: string, init: RequestInit) => {
    const response = await fetch(url, init);
    bytes += Number(response.headers.get('content-length') ?? 0);
    return response;
  };
  try {
    const hub = createHub({
      settings,
      userAgent: 'itr-bench',
      answersFolder: join(folder, 'answers'),
      fetch: counting,
    });
    const result = await way(hub, generated.modelId);
    const { requests, resolvers } = await generated.counts();
    return { ...result, bytes, requests, resolvers };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const fetchAll: Way = async (hub, baseModel) => {
  const { signal } = new AbortController();
  const { esms } = await findEsms({ hub, baseModel, signal });
  const begin = performance.now();
  const fetched = new AsyncQueue<FetchedEsm>();
  await fetchEsms({ hub, esms, dimension, fetched, signal, onProgress: () => {} });
  const ms = performance.now() - begin;
  return { by: 'this engine, all whole', maps: esms.length, firstPictureMs: ms, doneMs: ms, whole: esms.length };
};

/** The stages of a run after the embeddings, as `engine/run/rank.ts` ties them together. */
const lookAtAll: Way = async (hub, baseModel) => {
  const { signal } = new AbortController();
  const { esms } = await findEsms({ hub, baseModel, signal });
  const pool = poolOf();
  try {
    const baseline = await scored(pool, undefined);
    const rows = lookRows(dimension);
    const look = new LookScores(baseline, { ...(await scored(pool, rows)), rows }, dimension);
    const begin = performance.now();
    const record = recordOf(baseline);
    const fetched = new AsyncQueue<FetchedEsm>();
    const settled = new Settled();
    let firstPictureMs = 0;
    const next = () => {
      if (firstPictureMs === 0) firstPictureMs = performance.now() - begin;
      return record.nextToComplete();
    };
    const quiet = { onLacking: () => {}, onLook: () => {}, onWhole: () => {}, agreeOnWhole: async () => {} };
    const work = { hub, esms, dimension, isCached: () => false, fetched, settled, next, signal, ...quiet };
    await Promise.all([
      lookFirst(work),
      scoreEsms({ fetched, pool, atATime: 4, record, look, onResult: () => settled.one(), signal }),
    ]);
    const whole = record.tasks.filter((task) => lookedAtRows(task) === null).length;
    const doneMs = performance.now() - begin;
    return { by: 'this engine, a first look', maps: esms.length, firstPictureMs, doneMs, whole };
  } finally {
    await pool.close();
  }
};

/** What a run knows when it takes a first look: its target and its baseline. */
function recordOf({ score, evidence, draws: ofBaseline }: DrawnEvidence): RunRecord {
  const target = { source: 'made up', textColumns: ['text'], labelColumn: 'label', task: 'classification', rows: 300 };
  const { shape } = rankingDocument;
  const record = new RunRecord();
  record.baselineDraws = ofBaseline;
  record.head = {
    target: shape.target.parse(target),
    model: shape.model.parse({ id: 'bench/bert-base' }),
    method: shape.method.parse({ variant: 'evidence' }),
    baseline: { score, evidence },
    warnings: [],
  };
  return record;
}

function poolOf(): ScoringPool {
  const kernels = readKernels();
  const examples = makeExamples(300, dimension, 2, 1);
  const statistics = prepareStatistics({ ...examples, kernels });
  const rows = Uint32Array.from({ length: examples.n }, (_, row) => row);
  const basis = prepareInfluence({ examples, statistics, rows, kernels });
  const reweighting = { basis, draws, normals: standardNormals(draws * examples.n, 0) };
  const workerUrl = new URL('../../src/engine/scoring/scoring-worker.ts', import.meta.url);
  return createScoringPool({
    workerUrl,
    threads: 2,
    workerData: { statistics, variant: 'evidence', kernels, reweighting, estimators: ['logme'], examples: null },
  });
}

async function scored(pool: ScoringPool, rows: number | undefined): Promise<DrawnEvidence> {
  const part = rows === undefined ? {} : { part: { rows, weights: null } };
  const reply = await pool.score({ repo: 'the base model', files: null, ...part });
  if (reply.kind === 'skipped') throw new Error(reply.problem.code);
  return reply;
}
