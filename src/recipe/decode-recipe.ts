/** Encodings of a YAML stream but UTF-8, with the bytes that it begins with: a byte order mark, or an ASCII letter (YAML 1.2.2, section 5.2). */
const wideEncodings = [
  {
    encoding: 'utf-16le',
    begins: ([first, second]: Uint8Array) => (first === 0xff && second === 0xfe) || second === 0,
  },
  { encoding: 'utf-16be', begins: ([first, second]: Uint8Array) => (first === 0xfe && second === 0xff) || first === 0 },
] as const;

/** A recipe as text, without a byte order mark. `damagedAt`: where it cannot be read on; null: all of it is text. */
export interface DecodedRecipe {
  text: string;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be';
  damagedAt: number | null;
}

/** Reads the bytes of a recipe file: UTF-8, or UTF-16 as some editors on Windows save it. Never throws. */
export function decodeRecipe(bytes: Uint8Array): DecodedRecipe {
  const encoding = wideEncodings.find(({ begins }) => begins(bytes))?.encoding ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, damagedAt: isSound(bytes, encoding) ? null : text.indexOf('\ufffd') };
}

function isSound(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
