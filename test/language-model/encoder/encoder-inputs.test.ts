import { describe, expect, it } from 'vitest';
import { encoderInputs, relativeBuckets } from '../../../src/language-model/encoder/encoder-inputs.ts';
import { readEncoderConfig } from '../../../src/language-model/repository/encoder-config.ts';
import { modelFiles } from '../golden-models.ts';

/**
 * `MPNetEncoder.relative_position_bucket(r, num_buckets=32)` of transformers 5.23 with torch 2.15 for r = 0 … 127: the first distance of
 * each bucket from 24 on.
 */
const firstDistances = new Map([
  [24, 8],
  [25, 12],
  [26, 16],
  [27, 23],
  [28, 32],
  [29, 46],
  [30, 64],
  [31, 91],
]);

describe('relativeBuckets', () => {
  const length = 128;
  const { data, shape } = relativeBuckets(length, 32);
  const ahead = [...data.subarray(0, length)];

  it('has the buckets of the reference ahead', () => {
    expect(shape).toEqual([length, length]);
    expect(ahead.slice(0, 8)).toEqual([0, 17, 18, 19, 20, 21, 22, 23]);
    for (const [bucket, distance] of firstDistances) expect(ahead.indexOf(bucket)).toBe(distance);
    expect(ahead.toSorted((a, b) => a - b)).toEqual(ahead);
  });

  it('has the same behind, in the first half of the buckets', () => {
    const behind = Array.from({ length }, (_, distance) => data[distance * length] ?? -1);
    expect(behind.slice(1)).toEqual(ahead.slice(1).map((bucket) => bucket - 16));
  });
});

describe('positions', () => {
  const positions = async (model: string, texts: number[][]) => {
    const inputs = encoderInputs(
      texts.map((ids) => Int32Array.from(ids)),
      await readEncoderConfig(modelFiles(model)),
    );
    return [...(inputs.positions?.data ?? [])];
  };

  it('are the places of the tokens in BERT', async () => {
    expect(
      await positions('bert-uncased', [
        [2, 0, 1, 3],
        [2, 3],
      ]),
    ).toEqual([0, 1, 2, 3, 0, 1, 0, 0]);
  });

  it('begin at two in RoBERTa, whose padding tokens are not counted', async () => {
    expect(await positions('roberta', [[0, 7, 1, 1, 8, 2]])).toEqual([2, 3, 1, 1, 4, 5]);
  });

  it('are those of RoBERTa in MPNet, whatever its padding token is', async () => {
    expect(await positions('sentence-transformers-mpnet-mean', [[2, 0, 1, 3]])).toEqual([2, 3, 1, 4]);
  });
});
