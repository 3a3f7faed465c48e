import { describe, expect, it } from 'vitest';
import { type RunProblem, runProblem } from '../../src/protocol/problems/run.ts';
import { describeProblem } from '../../src/words/describe-problem.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'run';
const model = 'owner/model';
const download = { area, model, bytes: 3e9, limitBytes: 1e9 } as const;
const nothing = { area, code: 'run-nothing-to-rank', model, reason: 'all-skipped' } as const;

const noConfig = (repo: string) => ({ repo, code: 'esm-no-config', detail: {} });
const missing = (repo: string) => ({
  repo,
  code: 'hub-repository-not-found',
  detail: { repoType: 'model', withToken: false },
});
const unreachable = (repo: string) => ({
  repo,
  code: 'hub-unreachable',
  detail: { endpoint: 'https://hub', reason: 'ECONNREFUSED' },
});

const table: [RunProblem, string][] = [
  [
    { area, code: 'run-estimator-needs-classes', estimator: 'hscore', column: 'stars' },
    'The estimator hscore compares classes, and the labels in the column "stars" are numbers to predict.',
  ],
  [
    { area, code: 'run-estimator-needs-whole-maps', estimator: 'ridge' },
    'A first look at maps tells LogME alone; ridge takes whole maps.',
  ],
  [
    { area, code: 'run-variant-needs-whole-maps', variant: 'hfselect', rows: 90, dimension: 768 },
    'A first look at maps chooses by how sure their scores are, which hfselect does not tell with fewer rows (90) than dimensions (768).',
  ],
  [
    { area, code: 'run-variant-without-logme', variant: 'hfselect', estimator: 'ridge' },
    'hfselect is a variant of LogME: ridge has none.',
  ],
  [
    { ...download, code: 'run-download-needs-consent', esms: 1500, esmsToFetch: 1 },
    'Ranking all 1,500 maps of owner/model would download 3.0 GB (maps that are not in the cache yet: 1).',
  ],
  [
    { ...download, code: 'run-download-needs-consent', esms: 1500, esmsToFetch: 1499, look: 'first' },
    'A first look at all 1,500 maps of owner/model would download up to 3.0 GB (maps that are not in the cache yet: 1,499).',
  ],
  [
    { ...download, code: 'run-download-needs-consent', esms: 1, esmsToFetch: 1 },
    'Ranking the only map of owner/model would download 3.0 GB.',
  ],
  [
    { ...download, code: 'run-prefetch-needs-consent', esms: 33, esmsToFetch: 20 },
    'All 33 maps of owner/model would be 3.0 GB to download (not in the cache yet: 20).',
  ],
  [
    { ...download, code: 'run-prefetch-needs-consent', esms: 1, esmsToFetch: 1 },
    'The only map of owner/model would be 3.0 GB to download.',
  ],
  [
    { ...nothing, skipped: 1, firstSkipped: 'esm-no-config', firstMaps: [noConfig('a/b')] },
    'The only map could not be used. a/b has no config.json: it is no Embedding Space Map.',
  ],
  [
    {
      ...nothing,
      skipped: 2,
      firstSkipped: 'hub-repository-not-found',
      firstMaps: [missing('x/none'), noConfig('a/b')],
    },
    'None of the 2 maps could be used. The Hub has no model "x/none", or it is private. a/b has no config.json: it is no Embedding Space Map.',
  ],
  [
    { ...nothing, skipped: 40, firstSkipped: 'esm-no-config', firstMaps: ['a/b', 'a/c', 'a/d'].map(noConfig) },
    'None of the 40 maps could be used. a/b has no config.json: it is no Embedding Space Map. a/c has no config.json: it is no Embedding Space Map. a/d has no config.json: it is no Embedding Space Map. And 37 more.',
  ],
  [
    { ...nothing, skipped: 33, firstSkipped: 'hub-unreachable', firstMaps: ['a/b', 'a/c', 'a/d'].map(unreachable) },
    'None of the 33 maps could be used. https://hub cannot be reached (ECONNREFUSED).',
  ],
  [
    {
      ...nothing,
      skipped: 1,
      firstSkipped: 'of-a-newer-version',
      firstMaps: [{ repo: 'a/b', code: 'of-a-newer-version', detail: {} }],
    },
    'The only map could not be used. a/b: of-a-newer-version.',
  ],
  [
    { ...nothing, reason: 'none-match', skipped: 1, firstSkipped: 'esm-no-config', firstMaps: [noConfig('a/b')] },
    'No Embedding Space Map of owner/model passes the filter. a/b has no config.json: it is no Embedding Space Map.',
  ],
  [{ ...nothing, skipped: 4, firstSkipped: 'esm-not-cached' }, 'None of the 4 maps could be used.'],
  [
    { area, code: 'run-output-unusable', file: 'a/x.csv', path: 'a', reason: 'not-a-folder', detail: '' },
    'a/x.csv cannot be written: a is a file, not a folder.',
  ],
  [
    { area, code: 'run-output-unusable', file: 'a/x.csv', path: 'a', reason: 'no-permission', detail: '' },
    'a/x.csv cannot be written: you may not write to a.',
  ],
  [
    { area, code: 'run-outside-folders', file: '../x.csv', folders: ['/a', '/b'] },
    '../x.csv is not read: it is not below /a, /b.',
  ],
  [
    { area, code: 'run-outside-folders', file: 'x.csv', folders: [] },
    'x.csv is not read: no folder is open to assistants.',
  ],
];

describe('problems of a run', () => {
  it.each(table)('are told with their counts: %o', (problem, message) => {
    expect(runProblem.parse(problem)).toEqual(problem);
    expect(describeProblem(problem, voice).message).toBe(message);
  });
});
