import { describe, expect, it } from 'vitest';
import { type RunProblem, runProblem } from '../../src/protocol/problems/run.ts';
import { describeRunProblem } from '../../src/words/run-problems.ts';
import { fillTemplate, type Voice } from '../../src/words/voice.ts';

const voice: Voice = {
  say: fillTemplate,
  setting: (name, value) => (value === undefined ? `<${name}>` : `<${name} ${value}>`),
};

const area = 'run';
const model = 'owner/model';
const download = { area, model, bytes: 3e9, limitBytes: 1e9 } as const;
const nothing = { area, code: 'run-nothing-to-rank', model, reason: 'all-skipped' } as const;

const table: [RunProblem, string][] = [
  [
    { ...download, code: 'run-download-needs-consent', esms: 1500, esmsToFetch: 1 },
    'Ranking all 1500 maps of owner/model would download 3.0 GB (maps that are not in the cache yet: 1).',
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
    { ...nothing, skipped: 4, firstSkipped: 'esm-not-cached' },
    'None of the 4 maps could be used; the first one because of esm-not-cached.',
  ],
  [
    { ...nothing, skipped: 1, firstSkipped: 'esm-not-cached' },
    'The only map could not be used, because of esm-not-cached.',
  ],
  [
    { area, code: 'run-output-unusable', file: 'a/x.csv', path: 'a', reason: 'not-a-folder', detail: '' },
    'a/x.csv cannot be written: a is a file, not a folder.',
  ],
  [
    { area, code: 'run-output-unusable', file: 'a/x.csv', path: 'a', reason: 'no-permission', detail: '' },
    'a/x.csv cannot be written: you may not write to a.',
  ],
];

describe('problems of a run', () => {
  it.each(table)('are told with their counts: %o', (problem, message) => {
    expect(runProblem.parse(problem)).toEqual(problem);
    expect(describeRunProblem(problem, voice).message).toBe(message);
  });
});
