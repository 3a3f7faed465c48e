import { createRepo, fileDownloadInfo, listFiles, pathsInfo, uploadFiles, whoAmI } from '@huggingface/hub';
import { describe, expect, it } from 'vitest';
import { makeRepository } from '../fakes/hub/repository.ts';
import { hubFixture } from './hub-fixture.ts';

// The fake Hub is as good as what other clients make of it: here the one of Hugging Face.
const repository = makeRepository('model', 'owner/name', {
  'config.json': '{}',
  '1_Pooling/config.json': '{"a": 1}',
  'model.safetensors': 'weights',
});
const repo = { type: 'model', name: 'owner/name' } as const;

describe('@huggingface/hub on the fake Hub', () => {
  it('lists files and folders', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    const top = await collect(listFiles({ repo, hubUrl: hubs.fake.endpoint }));
    expect(top.map(({ type, path }) => [type, path]).sort()).toEqual([
      ['directory', '1_Pooling'],
      ['file', 'config.json'],
      ['file', 'model.safetensors'],
    ]);
    const all = await collect(listFiles({ repo, recursive: true, hubUrl: hubs.fake.endpoint }));
    expect(all.find(({ path }) => path === '1_Pooling/config.json')).toMatchObject({ type: 'file', size: 8 });
    expect(all.find(({ path }) => path === 'model.safetensors')).toMatchObject({ lfs: { size: 7 } });
  });

  it('asks for single paths, under an old name too', async () => {
    await using hubs = await hubFixture({ repositories: [repository], renames: { old: 'owner/name' } });
    const paths = ['config.json', 'none', '1_Pooling'];
    const info = await pathsInfo({ repo: { type: 'model', name: 'old' }, paths, hubUrl: hubs.fake.endpoint });
    expect(info.map(({ type, path }) => [type, path])).toEqual([
      ['file', 'config.json'],
      ['directory', '1_Pooling'],
    ]);
  });

  it('sizes a file by a range request, and knows a missing one', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    const info = await fileDownloadInfo({ repo, path: 'model.safetensors', hubUrl: hubs.fake.endpoint });
    expect(info).toMatchObject({ size: 7 });
    expect(await fileDownloadInfo({ repo, path: 'none', hubUrl: hubs.fake.endpoint })).toBeNull();
  });

  it('is told who asks', async () => {
    await using hubs = await hubFixture({ repositories: [repository] });
    expect(await whoAmI({ accessToken: 'hf_test', hubUrl: hubs.fake.endpoint })).toMatchObject({ name: 'tester' });
    await expect(whoAmI({ accessToken: 'hf_wrong', hubUrl: hubs.fake.endpoint })).rejects.toThrow('credentials');
  });

  it.each([
    ['whole', {}],
    ['in parts', { multipartFrom: 10, partBytes: 7 }],
  ])('makes a repository and uploads to it, large files %s', async (_, options) => {
    await using hubs = await hubFixture(options);
    const to = { repo: 'tester/new', accessToken: 'hf_test', hubUrl: hubs.fake.endpoint };
    expect(await createRepo(to)).toMatchObject({ id: 'tester/new' });
    await expect(createRepo(to)).rejects.toThrow('already created');
    await expect(createRepo({ ...to, repo: 'somebody/new' })).rejects.toThrow('rights');
    const files = [
      { path: 'config.json', content: new Blob(['{"a": 1}']) },
      { path: 'model.safetensors', content: new Blob(['weights in several parts']) },
    ];
    await uploadFiles({ ...to, files, useXet: false });
    const made = hubs.fake.state.repositories.get('model/tester/new')?.files;
    expect(made?.get('config.json')?.read().toString()).toBe('{"a": 1}');
    expect(made?.get('model.safetensors')?.read().toString()).toBe('weights in several parts');
  });
});

async function collect<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const all: Entry[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}
