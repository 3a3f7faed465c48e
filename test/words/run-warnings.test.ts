import { expect, it } from 'vitest';
import { lastKnownWarning } from '../../src/engine/base-model/last-known-warning.ts';
import type { HubProblem } from '../../src/protocol/problems/hub.ts';
import { describeCodedFact } from '../../src/words/describe-coded-fact.ts';
import { fillTemplate } from '../../src/words/voice.ts';

const endpoint = 'https://hub.example';
const full = { code: 'hub-disk-full', detail: { folder: '/cache' } };
const voice = { say: fillTemplate, setting: (name: string) => name };

it.each([
  [{ area: 'hub', code: 'hub-unreachable', endpoint, reason: 'ECONNREFUSED' }, 'ECONNREFUSED'],
  [{ area: 'hub', code: 'hub-timeout', endpoint, seconds: 3 }, 'timeout'],
  [{ area: 'hub', code: 'hub-server-error', url: endpoint, status: 503 }, 'server-error 503'],
] satisfies [HubProblem, string][])('a Hub that gave no answer is named, with why: %o', (problem, reason) => {
  expect(describeCodedFact(lastKnownWarning(endpoint, problem), voice)).toBe(
    `https://hub.example did not answer (${reason}): the base model and the maps are those known from before, from the cache.`,
  );
});

it.each([
  [
    { code: 'run-listing-entries-skipped', detail: { list: endpoint, count: 1 } },
    'One entry of the list at https://hub.example cannot be read, and is left out.',
  ],
  [
    { code: 'run-listing-entries-skipped', detail: { list: endpoint, count: 3 } },
    '3 entries of the list at https://hub.example cannot be read, and are left out.',
  ],
  [
    { code: 'run-listing-cut', detail: { list: endpoint, reason: 'loop', pages: 2, entries: 1000 } },
    'The list at https://hub.example was read to page 2 only (1000 entries): its next page is one that was read before.',
  ],
  [
    { code: 'run-no-first-look', detail: { endpoint, esms: 75 } },
    'https://hub.example gives files only whole: there was no first look, and 75 maps were fetched whole.',
  ],
  [
    { code: 'run-look-not-completed', detail: { endpoint, esms: 60, first: { repo: 'o/map', ...full } } },
    'The rest of 60 maps that the first look chose could not be fetched: their scores are those of the look. The disk of the cache folder /cache is full.',
  ],
  [
    { code: 'run-look-not-completed', detail: { endpoint, esms: 1, first: { repo: 'o/map', ...full } } },
    'The rest of a map that the first look chose could not be fetched: its score is that of the look. The disk of the cache folder /cache is full.',
  ],
])('what is missing of a list is told: %o', (warning, sentence) => {
  expect(describeCodedFact(warning, voice)).toBe(sentence);
});
