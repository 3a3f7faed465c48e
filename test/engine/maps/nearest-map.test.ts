import { expect, it } from 'vitest';
import { nearestMap } from '../../../src/engine/maps/nearest-map.ts';

// Named as on the Hub.
const repos = [
  'davidschulte/ESM_stanfordnlp__imdb_plain_text',
  'davidschulte/ESM_google__civil_comments_default',
  'davidschulte/ESM_nyu-mll__glue_cola',
  'davidschulte/ESM_nyu-mll__glue_rte',
  'davidschulte/ESM_nyu-mll__glue_wnli',
  'someone/ESM_imdb',
];

it.each([
  ['two letters that were exchanged', 'someone/ESM_imbd', repos[5]],
  ['a letter', 'davidschulte/ESM_stanfordnlp__imbd_plain_text', repos[0]],
  ['case and separators', 'davidschulte/esm_stanfordnlp_imdb_plain_text', repos[0]],
  ['the owner', 'davidshculte/ESM_google__civil_comments_default', repos[1]],
  ['no owner', 'ESM_nyu-mll__glue_rte', repos[3]],
  ['no ESM_', 'davidschulte/nyu-mll__glue_wnli', repos[4]],
  ['the dataset in the place of its map', 'stanfordnlp/imdb', repos[0]],
  ['the dataset with its subset', 'nyu-mll/glue_cola', repos[2]],
])('tells what was meant by a name that is wrong in %s', (_, written, meant) => {
  expect(nearestMap(written, repos)).toBe(meant);
});

it.each(['davidschulte/ESM_amazon__reviews', 'bert-base-uncased', 'e', '', 'davidschulte/ESM_nyu-mll__glue_stsb'])(
  'takes another map for another map: %s',
  (written) => {
    expect(nearestMap(written, repos)).toBeNull();
  },
);
