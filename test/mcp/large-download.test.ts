import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largePoolModel } from '../fakes/hub/large-pool.ts';
import { call, connect, largeModel, makeSurroundings, type Surroundings } from './served.ts';

// What the server asks the person before its client, where much is to be downloaded.

let around: Surroundings;

beforeAll(async () => {
  around = await makeSurroundings();
});
afterAll(() => around.stop());

describe('a large download', () => {
  const given = { dataset: 'tickets.csv', textColumns: ['description'], labelColumn: 'use', model: largeModel };
  const weights = () => around.hub.requests.filter(({ url }) => /large.*safetensors/.test(url));

  it('is refused with its size where the client cannot be asked', async () => {
    const silent = await connect(around, { roots: [around.open] });
    const { isError, text } = await call(silent, 'rank_intermediate_tasks', given);
    await silent.close();
    expect({ isError, text }).toMatchObject({
      isError: true,
      text: expect.stringMatching(/1\.2 GB.*Nothing was downloaded/),
    });
    expect(weights()).toEqual([]);
  });

  it.each([
    ['no', { action: 'accept', content: { download: false } }],
    ['a closed question', { action: 'cancel' }],
    ['a refusal', { action: 'decline' }],
  ] as const)('is not begun after %s', async (_, answer) => {
    const asked: string[] = [];
    const saying = (message: string) => {
      asked.push(message);
      return answer;
    };
    const asking = await connect(around, { roots: [around.open], answer: saying });
    const { isError, text } = await call(asking, 'rank_intermediate_tasks', given);
    await asking.close();
    expect(asked).toEqual([expect.stringContaining('Download 1.2 GB to rank 1 map?')]);
    expect({ isError, text }).toMatchObject({ isError: true, text: expect.stringContaining('Nothing was downloaded') });
    expect(weights()).toEqual([]);
  });

  it('is begun after yes', async () => {
    const answer = () => ({ action: 'accept', content: { download: true } }) as const;
    const asking = await connect(around, { roots: [around.open], answer });
    const { text } = await call(asking, 'rank_intermediate_tasks', given);
    await asking.close();
    // The model is not what its configuration says, which is seen once it was fetched.
    expect(text).not.toContain('Nothing was downloaded');
    expect(weights().length).toBeGreaterThan(0);
  });

  describe('of many maps', () => {
    const many = { ...given, model: largePoolModel };
    const ask = async (download: string) => {
      const asked: unknown[] = [];
      const answer = (message: string, field: unknown) => {
        asked.push(message, field);
        return { action: 'accept', content: { download } } as const;
      };
      const asking = await connect(around, { roots: [around.open], answer });
      const { text } = await call(asking, 'rank_intermediate_tasks', many);
      await asking.close();
      return { asked, text };
    };

    it('is asked with both ways to fetch them, and none is chosen', async () => {
      const { asked, text } = await ask('none');
      expect(asked).toEqual([
        expect.stringMatching(/^Download 1\.5 GB to rank 1,512 maps\?.*A first look fetches an eighth of each of/s),
        {
          type: 'string',
          title: 'Download',
          enum: ['none', 'first', 'all'],
          enumNames: ['No download', expect.stringMatching(/^First look at all \(1\.5 GB\)$/), 'All whole (4.2 GB)'],
          default: 'none',
        },
      ]);
      expect(text).toContain('Nothing was downloaded');
    });

    it.each(['first', 'all'])('goes on after the answer %s', async (download) => {
      // To the tokenizer, which this model lacks.
      expect((await ask(download)).text).toContain('tokenizer');
    });
  });
});
