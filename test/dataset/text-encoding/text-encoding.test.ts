import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openText } from '../../../src/dataset/text-encoding/text-source.ts';
import { Utf8Scan } from '../../../src/dataset/text-encoding/utf8-scan.ts';
import { memorySource, problemOf } from '../memory-source.ts';

async function readText(content: Uint8Array, chunkSizes?: number[]): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of (await openText(memorySource('text', content, chunkSizes))).stream()) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

const text = fc.string({ unit: 'binary', minLength: 1 }).map((some) => `ab${some.replaceAll('\0', '')}`);
const chunks = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

describe('text in any encoding', () => {
  it.each([
    ['utf-8', ''],
    ['utf-8', '\ufeff'],
    ['utf-16le', '\ufeff'],
    ['utf-16be', '\ufeff'],
  ])('is read from %s with the mark "%s", in chunks of any size', async (encoding, mark) => {
    await fc.assert(
      fc.asyncProperty(text, chunks, async (content, sizes) => {
        const bytes = iconv.encode(mark + content, encoding, { addBOM: false });
        expect(await readText(bytes, sizes)).toBe(content);
      }),
    );
  });

  it('is read from UTF-16 without a mark', async () => {
    expect(await readText(iconv.encode('text,label\nfür,x\n', 'utf-16le'))).toBe('text,label\nfür,x\n');
    expect(await readText(iconv.encode('text,label\nfür,x\n', 'utf-16be'))).toBe('text,label\nfür,x\n');
  });

  it('is read from Windows-1252, and says that this is a guess', async () => {
    const content = `${'plain line\n'.repeat(50_000)}“für” 5 €\n`;
    const source = memorySource('text', iconv.encode(content, 'win1252'), [1 << 16]);
    expect((await openText(source)).warnings).toEqual([
      { code: 'dataset-encoding-guessed', detail: { encoding: 'windows-1252' } },
    ]);
    expect(await readText(iconv.encode(content, 'win1252'))).toBe(content);
  });

  it.each([
    [
      'UTF-8 with a damaged letter',
      Buffer.concat([Buffer.from('für\nübe'), Buffer.from([0xc3]), Buffer.from('r')]),
      9,
      2,
    ],
    ['UTF-8 with a mark and a Latin letter', Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xfc]), 4, 1],
  ])('is not %s', async (_, content, offset, line) => {
    const problem = await problemOf(openText(memorySource('text', content)));
    const facts = { file: 'text', encoding: 'utf-8', offset, line };
    expect(problem).toEqual({ area: 'dataset', code: 'dataset-undecodable', ...facts });
  });

  it('holds no zero byte', async () => {
    const problem = await problemOf(openText(memorySource('text', Buffer.from('text,label\na\0b,x\n'))));
    expect(problem).toEqual({ area: 'dataset', code: 'dataset-zero-byte', file: 'text', offset: 12 });
  });

  it('is not UTF-16 with half a pair', async () => {
    const content = Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x00, 0xd8, 0x62, 0x00]);
    expect(await problemOf(readText(content))).toMatchObject({ code: 'dataset-undecodable', encoding: 'utf-16le' });
  });
});

describe('Utf8Scan', () => {
  it('agrees with the platform about what is UTF-8, in chunks of any size', () => {
    const hard = fc.uint8Array({ max: 255 });
    const near = fc.array(
      fc.constantFrom(0x61, 0x80, 0xbf, 0xc1, 0xc2, 0xe0, 0xa0, 0x9f, 0xed, 0xf0, 0x90, 0x8f, 0xf4, 0xf5),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          hard,
          near.map((bytes) => Uint8Array.from(bytes)),
        ),
        fc.integer({ min: 1, max: 4 }),
        (bytes, size) => {
          const scan = new Utf8Scan();
          for (let i = 0; i < bytes.length; i += size) scan.push(bytes.subarray(i, i + size));
          expect(scan.end().faults === 0).toBe(isUtf8(bytes));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
