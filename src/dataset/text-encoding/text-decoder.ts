import iconv from 'iconv-lite';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { Utf32Decoder } from './utf32-decoder.ts';

/** Turns bytes into text as they come, in chunks of any size. */
export interface StreamDecoder {
  /** @throws TypeError for bytes that the encoding has no letter for */
  write(chunk: Uint8Array): string;
  /** @throws TypeError where the text ends within a letter */
  end(): string;
}

/**
 * Encodings that the platform decodes as the Encoding Standard says, and iconv-lite not at all, not strictly, or by an older table. Of
 * the others the platform (ICU) decodes some by too small a table: half of Korean is missing.
 */
const byPlatform: ReadonlySet<TextEncoding> = new Set([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'iso-2022-jp',
  'macintosh',
  'x-mac-cyrillic',
]);

/** Names of iconv-lite where they are others. */
const iconvNames: Partial<Record<TextEncoding, string>> = {
  'iso-8859-1': 'iso88591',
  shift_jis: 'shiftjis',
  'euc-kr': 'cp949',
  ibm437: 'cp437',
  ibm850: 'cp850',
  ibm852: 'cp852',
  ibm866: 'cp866',
};

/** A decoder of one text. A byte order mark at its start is taken for a letter. */
export function streamDecoder(encoding: TextEncoding): StreamDecoder {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return new Utf32Decoder(encoding === 'utf-32le');
  if (byPlatform.has(encoding)) {
    const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    return { write: (chunk) => decoder.decode(chunk, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(iconvNames[encoding] ?? encoding, { stripBOM: false });
  return {
    write: (chunk) => withoutReplacements(decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
    end: () => withoutReplacements(decoder.end() ?? ''),
  };
}

/** The text of bytes that are at hand; null where the encoding has no letter for some. */
export function decodeWhole(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    const decoder = streamDecoder(encoding);
    return decoder.write(bytes) + decoder.end();
  } catch {
    return null;
  }
}

/** What iconv-lite cannot decode becomes U+FFFD, which none of its encodings holds but GB 18030, as a sign of an earlier loss. */
function withoutReplacements(text: string): string {
  if (text.includes('\ufffd')) throw new TypeError('no letter');
  return text;
}
