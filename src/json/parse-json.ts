/** How much of a stranger's JSON is taken. */
export interface JsonLimits {
  maxBytes: number;
  /** Values in all, containers included. Default: 2 million, which take some 100 MB at worst. */
  maxValues?: number;
}

/** Containers within containers; the files that are read here nest to about ten. */
export const maxDepth = 64;

const usualMaxValues = 2_000_000;

/** JSON that is larger or nested deeper than anything of its kind. A SyntaxError, for callers treat it as text that is no JSON. */
export class JsonBeyondLimits extends SyntaxError {
  override readonly name = 'JsonBeyondLimits';
}

/**
 * `JSON.parse` of a text, or its bytes, that came from somebody else. Size, nesting and number of values are looked at first, in one pass: parsing
 * 60 MB of nested brackets blocks the process for a minute, and a million empty objects take 50 times the memory of their text.
 *
 * @throws {JsonBeyondLimits}
 * @throws {SyntaxError} where it is no JSON
 */
export function parseJson(written: Uint8Array | string, limits: JsonLimits): unknown {
  if (typeof written === 'string') {
    checkJsonLimits(new TextEncoder().encode(written), limits);
    return JSON.parse(written);
  }
  checkJsonLimits(written, limits);
  return JSON.parse(new TextDecoder().decode(written));
}

const [quote, backslash, comma, openList, closeList, openObject, closeObject] = [...'"\\,[]{}'].map((letter) =>
  letter.charCodeAt(0),
);

/**
 * The look before the parsing alone, where somebody else parses.
 *
 * @throws {JsonBeyondLimits}
 */
export function checkJsonLimits(bytes: Uint8Array, { maxBytes, maxValues = usualMaxValues }: JsonLimits): void {
  if (bytes.length > maxBytes) throw new JsonBeyondLimits(`${bytes.length} bytes of JSON, above ${maxBytes}`);
  let depth = 0;
  let values = 1;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at);
    else if (byte === comma) values += 1;
    else if (byte === closeList || byte === closeObject) depth -= 1;
    else if (byte === openList || byte === openObject) {
      depth += 1;
      values += 1;
      if (depth > maxDepth) throw new JsonBeyondLimits(`nested more than ${maxDepth} deep at byte ${at}`);
    }
  }
  if (values > maxValues) throw new JsonBeyondLimits(`more than ${maxValues} values`);
}

/** The place of the quotation mark that ends the string which begins at `start`; the end of the bytes where none does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}
