import { describe, expect, it } from 'vitest';
import { createScoringPool } from '../../../src/engine/scoring/scoring-pool.ts';

// Workers of a few lines stand in for the scoring thread, to die on demand: real threads, other work.
const script = (onJob: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { parentPort } from 'node:worker_threads';
      const scored = ({ id }) => ({ kind: 'scored', id, score: 1, evidence: [1], precision: 'float32', standardError: null, draws: null, metadata: null, scoreMs: 0, others: {} });
      parentPort.on('message', (job) => { ${onJob} parentPort.postMessage(scored(job)); });
    `)}`,
  );
const job = (repo: string) => ({ repo, files: null });

describe('the scoring pool', () => {
  it('scores more maps than it has threads', async () => {
    const pool = createScoringPool({ workerUrl: script(''), threads: 2, workerData: null });
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => pool.score(job(`o/${i}`))));
    expect(replies.map(({ kind }) => kind)).toEqual(Array(20).fill('scored'));
    await pool.close();
  });

  it('skips the map on which a thread dies, and goes on with another thread', async () => {
    const workerUrl = script("if (job.repo === 'o/bad') process.exit(3);");
    const pool = createScoringPool({ workerUrl, threads: 1, workerData: null });
    const [bad, good] = await Promise.all([pool.score(job('o/bad')), pool.score(job('o/good'))]);
    expect(bad).toMatchObject({ kind: 'skipped', problem: { code: 'esm-unexpected', repo: 'o/bad' } });
    expect(good).toMatchObject({ kind: 'scored' });
    await pool.close();
  });

  it('fails as a whole, and does not wait, where a thread answers what it may not', async () => {
    const workerUrl = script("if (job.repo === 'o/odd') parentPort.postMessage({ kind: 'else' });");
    const pool = createScoringPool({ workerUrl, threads: 1, workerData: null });
    const replies = await Promise.allSettled([pool.score(job('o/odd')), pool.score(job('o/next'))]);
    const failed = { status: 'rejected', reason: { problem: { code: 'run-scoring-failed' } } };
    expect(replies).toMatchObject([failed, failed]);
    await pool.close();
  });

  it('fails as a whole where threads die again and again', async () => {
    const pool = createScoringPool({
      workerUrl: script("throw new Error('no memory');"),
      threads: 2,
      workerData: null,
    });
    const replies = Array.from({ length: 8 }, (_, i) => pool.score(job(`o/${i}`)));
    const settled = await Promise.allSettled(replies);
    const failed = settled.filter(({ status }) => status === 'rejected');
    expect(failed.length).toBeGreaterThan(0);
    await expect(pool.score(job('o/later'))).rejects.toMatchObject({ problem: { code: 'run-scoring-failed' } });
    await pool.close();
  });
});
