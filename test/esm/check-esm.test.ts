import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAnyLayer } from '../../src/esm/any-layer.ts';
import { type CheckedEsm, checkEsm } from '../../src/esm/check-esm.ts';
import { repairEsm } from '../../src/esm/repair-esm.ts';
import { consequenceOf } from '../../src/protocol/esm-findings.ts';
import { formatSafetensors } from '../../src/safetensors/format-safetensors.ts';
import { bytes, mapParts, withConfig, withTensors } from './map-parts.ts';

const found = (esm: Partial<CheckedEsm>) => checkEsm(checked(esm)).findings;
const checked = (esm: Partial<CheckedEsm>): CheckedEsm => ({
  name: './map',
  parts: mapParts(),
  baseModel: 'owner/base',
  tags: null,
  ...esm,
});

/** What is left after a repair. */
function leftAfterRepair(esm: Partial<CheckedEsm>): string[] {
  const given = checked(esm);
  const files = repairEsm(given);
  const parts = {
    config: files['config.json'] ?? given.parts.config,
    weights: files['model.safetensors'] ?? given.parts.weights,
    card: files['README.md'] ?? given.parts.card,
  };
  expect(repairEsm({ ...given, parts })).toEqual({});
  return checkEsm({ ...given, parts }).findings.map(({ code }) => code);
}

/** A file whose bias lies within its weight, which Python's safetensors refuses. */
function sharedBytes(): Uint8Array<ArrayBuffer> {
  const header = bytes(
    '{"model.weight":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"model.bias":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}',
  );
  const length = Buffer.alloc(8);
  length.writeUInt32LE(header.length, 0);
  return Buffer.concat([length, header, Buffer.from(Float32Array.of(1, 2, 3, 4).buffer)]);
}

describe('checkEsm', () => {
  it('finds nothing about a map as this program writes it', () => {
    expect(checkEsm(checked({}))).toEqual({
      name: './map',
      taskId: 'owner/task',
      baseModel: 'owner/base',
      dimension: 2,
      findings: [],
      fixed: [],
    });
  });

  it('finds nothing that keeps the maps of the reference from being ranked', () => {
    const folder = join(import.meta.dirname, '../golden/esm/version-0.2.0');
    const read = (name: string) => new Uint8Array(readFileSync(join(folder, name)));
    const parts = { config: read('config.json'), weights: read('model.safetensors'), card: null };
    const codes = found({ parts, baseModel: 'golden/bert-uncased' }).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['no-card']));
    expect(codes.filter((code) => code !== 'no-card' && code !== 'fields-missing')).toEqual([]);
  });

  const withCard = (card: string) => ({ parts: { ...mapParts(), card: bytes(card) } });
  const front = 'license: mit\nbase_model: owner/base\ndatasets: [owner/task]\ntags: [embedding_space_map]';

  it.each<[string, Partial<CheckedEsm>, object]>([
    [
      'no config.json',
      { parts: { ...mapParts(), config: null } },
      { code: 'unusable', problem: { code: 'esm-no-config' } },
    ],
    [
      'no weights',
      { parts: { ...mapParts(), weights: null } },
      { code: 'unusable', problem: { code: 'esm-no-weights' } },
    ],
    [
      'config.json that is none',
      { parts: { ...mapParts(), config: bytes('{') } },
      { problem: { code: 'esm-config-not-json' } },
    ],
    ['no task', withConfig({ task_id: null }), { problem: { code: 'esm-no-task-id' } }],
    ['no architecture', withConfig({ esm_architecture: null }), { code: 'architecture-not-linear', found: null }],
    [
      'another architecture',
      withConfig({ esm_architecture: 'mlp' }),
      { code: 'architecture-not-linear', found: 'mlp' },
    ],
    ['no dimension', withConfig({ esm_embedding_dim: null }), { code: 'dimension-not-stated', dimension: 2 }],
    [
      'another dimension',
      withConfig({ esm_embedding_dim: 768 }),
      { code: 'other-dimension-stated', stated: 768, dimension: 2 },
    ],
    [
      'names of version 0.1.0 in a newer map',
      withTensors('sequential.0.weight', 'sequential.0.bias'),
      { code: 'other-tensor-names', expected: ['model.weight', 'model.bias'] },
    ],
    [
      'new names in a map that says 0.1.0',
      withConfig({ version: '0.1.0' }),
      { code: 'other-tensor-names', expected: ['sequential.0.weight', 'sequential.0.bias'] },
    ],
    ['names of nobody', withTensors('weight', 'bias'), { problem: { code: 'esm-unsupported-architecture' } }],
    ['no bias', withTensors('model.weight', null), { code: 'no-bias' }],
    [
      'not a number',
      withTensors('model.weight', 'model.bias', [1, Number.NaN, 0, 1]),
      { problem: { code: 'esm-not-finite' } },
    ],
    ['all zeros', withTensors('model.weight', 'model.bias', [0, 0, 0, 0]), { problem: { code: 'esm-no-score' } }],
    [
      'bytes that belong to no tensor',
      { parts: { ...mapParts(), weights: Buffer.concat([mapParts().weights ?? bytes(''), bytes('!')]) } },
      { problem: { code: 'esm-damaged-weights', reason: 'offsets' } },
    ],
    [
      'tensors that share bytes',
      { parts: { ...mapParts(), weights: sharedBytes() } },
      { problem: { code: 'esm-damaged-weights', reason: 'offsets' } },
    ],
    ['the identity', withTensors('model.weight', 'model.bias', [1, 0, 0, 1], [0, 0]), { code: 'changes-nothing' }],
    ['no card', { parts: { ...mapParts(), card: null } }, { code: 'no-card' }],
    ['a card without front matter', withCard('# Map\n'), { code: 'card-without-front-matter' }],
    ['front matter without end', withCard('---\ntags: [embedding_space_map]\n'), { code: 'card-without-front-matter' }],
    ['front matter that is no YAML', withCard('---\n{a: [\n---\n'), { code: 'card-unreadable' }],
    [
      'front matter that is a list',
      withCard('---\n- a\n---\n'),
      { code: 'card-unreadable', reason: 'it is no mapping' },
    ],
    ['no tag', withCard(`---\n${front.replace('embedding_space_map', 'x')}\n---\n`), { code: 'card-without-tag' }],
    [
      'no base model in the card',
      withCard(`---\n${front.replace('base_model', 'base')}\n---\n`),
      { code: 'card-without-base-model' },
    ],
    [
      'another base model in the card',
      withCard(`---\n${front.replace('owner/base', 'base')}\n---\n`),
      { code: 'card-of-other-base-model', found: 'base', expected: 'owner/base' },
    ],
    [
      'no dataset in the card',
      withCard(`---\n${front.replace('owner/task', 'x')}\n---\n`),
      { code: 'card-without-dataset' },
    ],
    ['no licence', withCard(`---\n${front.replace('license', 'licence')}\n---\n`), { code: 'card-without-license' }],
    ['an old name of the base model', { baseModel: 'new/base' }, { code: 'base-model-renamed', canonical: 'new/base' }],
    ['no such base model', { baseModel: null }, { code: 'base-model-not-on-hub', baseModel: 'owner/base' }],
    ['a base model nobody could ask for', { baseModel: undefined }, { code: 'base-model-not-asked' }],
    ['a folder as base model', withConfig({ base_model_name: './my-bert' }), { code: 'base-model-not-on-hub' }],
    ['a file as task', withConfig({ task_id: '/home/me/rows.csv' }), { code: 'task-not-on-hub' }],
    [
      'fields that are missing',
      withConfig({ language: null, task_split: null }),
      { code: 'fields-missing', fields: ['task_split', 'language'] },
    ],
    [
      'what cannot be missing where no dataset has it',
      withConfig({ language: null, task_split: null, label_column: null, esm_solver: 'ridge' }),
      { code: 'fields-missing', fields: ['language'] },
    ],
    [
      'an error above that of no map',
      withConfig({ esm_mse: 0.3, esm_mse_identity: 0.2 }),
      { code: 'no-better-than-identity' },
    ],
    [
      'tags that the Hub has not made',
      { tags: ['base_model:owner/base'] },
      { code: 'tags-not-made', tags: ['embedding_space_map'] },
    ],
  ])('finds %s', (_, esm, finding) => {
    expect(found(esm)).toContainEqual(expect.objectContaining(matching(finding)));
  });

  it('counts as notes what keeps nobody from finding and ranking the map', () => {
    const notes = found(withConfig({ language: null, esm_mse: 1, esm_mse_identity: 1 })).map(consequenceOf);
    expect(notes).toEqual(['note', 'note']);
  });
});

describe('repairEsm', () => {
  const noCard = { ...mapParts(), card: null };

  it('leaves alone what is well', () => {
    expect(repairEsm(checked({}))).toEqual({});
  });

  it.each<[string, Partial<CheckedEsm>]>([
    ['a missing card', { parts: noCard }],
    ['a card without front matter', { parts: { ...noCard, card: bytes('# Mine\n') } }],
    ['a card whose front matter is no YAML', { parts: { ...noCard, card: bytes('---\n{a: [\n---\n# Mine\n') } }],
    ['the card of the mixin', { parts: { ...noCard, card: bytes(mixin) } }],
    ['an architecture and a dimension', withConfig({ esm_architecture: null, esm_embedding_dim: 3 })],
    ['names of version 0.1.0 in a newer map', withTensors('sequential.0.weight', 'sequential.0.bias')],
    ['new names in a map that says 0.1.0', withConfig({ version: '0.1.0' })],
    ['names of nobody', withTensors('weight', 'bias')],
    ['a map without bias', withTensors('model.weight', null)],
    ['an old name of the base model', { baseModel: 'new/base' }],
  ])('repairs %s', (_, esm) => {
    expect(leftAfterRepair(esm)).toEqual([]);
  });

  it('gives a map without bias one of zeros, in the type of its weights', () => {
    const weights = formatSafetensors([
      { name: 'model.weight', dtype: 'BF16', shape: [2, 2], values: Float32Array.of(1, 0.5, 0.25, 2) },
    ]);
    const repaired = repairEsm(checked({ parts: { ...mapParts(), weights } }))['model.safetensors'];
    expect(readAnyLayer('map', repaired ?? new Uint8Array())).toEqual({
      weight: Float32Array.of(1, 0.5, 0.25, 2),
      bias: new Float32Array(2),
      dimension: 2,
      names: ['model.bias', 'model.weight'],
      dtype: 'BF16',
    });
  });

  it('keeps what the owner wrote', () => {
    const card = bytes('---\nlicense: mit\ntags:\n- mine\nmetrics: [mse]\n---\n\n# My words\n');
    const config = new TextDecoder().decode(mapParts().config);
    const parts = {
      ...mapParts(),
      card,
      config: bytes(config.replace('{', '{"my_field": [1],').replace('"linear"', 'null')),
    };
    const files = repairEsm(checked({ parts }));
    const text = (name: string) => new TextDecoder().decode(files[name]);
    expect(JSON.parse(text('config.json'))).toMatchObject({ my_field: [1], esm_architecture: 'linear' });
    expect(text('README.md')).toMatch(/^---\nlicense: mit\n/);
    expect(text('README.md')).toContain('- mine');
    expect(text('README.md')).toContain('- embedding_space_map');
    expect(text('README.md')).toMatch(/metrics:[^#]*mse/);
    expect(text('README.md').endsWith('\n# My words\n')).toBe(true);
  });

  it('repairs nothing of what it cannot read', () => {
    expect(repairEsm(checked({ parts: { ...mapParts(), weights: null } }))).toEqual({});
  });
});

/** What PyTorchModelHubMixin of huggingface_hub leaves. */
const mixin = `---
tags:
- model_hub_mixin
- pytorch_model_hub_mixin
---

This model has been pushed to the Hub using the [PytorchModelHubMixin](https://huggingface.co/docs) integration:
- Library: [More Information Needed]
`;

function matching(finding: object): object {
  return Object.fromEntries(
    Object.entries(finding).map(([key, value]) => [key, key === 'problem' ? expect.objectContaining(value) : value]),
  );
}
