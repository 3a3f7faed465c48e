import { randomBytes } from 'node:crypto';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** Rows of a made-up dataset: a text and its class, of which there are two. */
export interface LabelledTexts {
  texts: string[];
  labels: number[];
}

/** Made-up labelled texts, `rows` of them, numbered from `first`. */
export function labelledTexts(rows: number, first = 0): LabelledTexts {
  const numbers = Array.from({ length: rows }, (_, i) => first + i);
  return {
    texts: numbers.map((i) => `This is sentence number ${i}, which is ${i % 2 === 0 ? 'good' : 'bad'} and not long.`),
    labels: numbers.map((i) => i % 2),
  };
}

/**
 * The rows as a Parquet file, with the names of the classes as `datasets` writes them.
 *
 * @param ballast bytes per row of a column `image` between the two, which nothing can pack
 */
export function parquetContent({ texts, labels }: LabelledTexts, ballast = 0, rowGroupSize = 1000): Buffer {
  const images = texts.map(() => randomBytes(ballast));
  const features = { label: { _type: 'ClassLabel', names: ['good', 'bad'] } };
  return Buffer.from(
    parquetWriteBuffer({
      columnData: [
        { name: 'text', data: texts, type: 'STRING' },
        ...(ballast > 0 ? [{ name: 'image', data: images, type: 'BYTE_ARRAY' as const }] : []),
        { name: 'label', data: labels.map(BigInt), type: 'INT64' },
      ],
      rowGroupSize,
      kvMetadata: [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }],
    }),
  );
}

/** The same rows as CSV. */
export function csvContent({ texts, labels }: LabelledTexts): string {
  return ['text,label', ...texts.map((text, i) => `"${text}",${labels[i] === 0 ? 'good' : 'bad'}`)].join('\n');
}
