import { ProblemError } from '../../protocol/problem.ts';
import { type ByteSource, readStart } from '../byte-source.ts';
import { type Utf8Findings, Utf8Scan } from './utf8-scan.ts';

/** An encoding of text files. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How a file's bytes are text. */
export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Bytes of the byte order mark, which are not text. */
  bomBytes: number;
  /** True where nothing in the file says so, and the bytes only fit. */
  guessed: boolean;
  /** True where every line certainly ends in a line feed alone; readers are faster for it. */
  lineFeedsOnly: boolean;
}

const SAMPLE_BYTES = 4096;

/**
 * Finds the encoding of a text: a byte order mark, else UTF-16 by its zero bytes, else UTF-8 where all bytes are well formed,
 * else Windows-1252 where nothing speaks against it.
 * @param scanBytes How many bytes to check; by default all, so that one accent on the last line counts too.
 * @throws ProblemError `dataset-undecodable` for bytes that are no text, or for UTF-8 with damaged bytes in it; `dataset-zero-byte`.
 */
export async function detectEncoding(
  source: ByteSource,
  { scanBytes = Number.POSITIVE_INFINITY, signal }: { scanBytes?: number; signal?: AbortSignal | undefined } = {},
): Promise<DetectedEncoding> {
  const start = await readStart(source, SAMPLE_BYTES, signal);
  const marked = markedEncoding(start) ?? zeroByteEncoding(start);
  if (marked && marked.encoding !== 'utf-8') return marked;
  const scan = new Utf8Scan();
  let scanned = 0;
  for await (const chunk of source.stream({ end: scanBytes, signal })) {
    scan.push(chunk);
    scanned += chunk.byteLength;
  }
  const complete = scanned < scanBytes || scanned === source.byteLength;
  const findings = complete ? scan.end() : scan.findings;
  const lineFeedsOnly = complete && !findings.carriageReturn;
  if (findings.faults === 0 && findings.zeros === 0) {
    return { encoding: 'utf-8', bomBytes: marked?.bomBytes ?? 0, guessed: false, lineFeedsOnly };
  }
  if (!marked && fits1252(findings)) return { encoding: 'windows-1252', bomBytes: 0, guessed: true, lineFeedsOnly };
  throw noText(source.name, findings);
}

/** The problem of the first byte that is no text. */
function noText(file: string, { faults, firstFault, zeros, firstZero }: Utf8Findings): ProblemError {
  if (zeros === 0 || (faults > 0 && firstFault < firstZero)) return undecodable(file, 'utf-8', firstFault);
  return new ProblemError({ area: 'dataset', code: 'dataset-zero-byte', file, offset: firstZero });
}

/** The problem of a file with bytes that are no text. */
export function undecodable(file: string, encoding: string, offset: number, cause?: unknown): ProblemError {
  return new ProblemError({ area: 'dataset', code: 'dataset-undecodable', file, encoding, offset }, { cause });
}

function markedEncoding([first, second, third]: Uint8Array): DetectedEncoding | null {
  const known = { guessed: false, lineFeedsOnly: false };
  if (first === 0xef && second === 0xbb && third === 0xbf) return { ...known, encoding: 'utf-8', bomBytes: 3 };
  if (first === 0xff && second === 0xfe) return { ...known, encoding: 'utf-16le', bomBytes: 2 };
  if (first === 0xfe && second === 0xff) return { ...known, encoding: 'utf-16be', bomBytes: 2 };
  return null;
}

/** UTF-16 without a mark: Western letters have a zero in every second byte, and only there. */
function zeroByteEncoding(sample: Uint8Array): DetectedEncoding | null {
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < sample.length / 8 || Math.min(even, odd) > 0) return null;
  return { encoding: odd > 0 ? 'utf-16le' : 'utf-16be', bomBytes: 0, guessed: true, lineFeedsOnly: false };
}

/** Text in an 8-bit encoding almost never has well-formed UTF-8 sequences; a damaged UTF-8 file has mostly those. */
function fits1252({ sequences, faults, zeros, undefinedIn1252 }: Utf8Findings): boolean {
  return faults > sequences && zeros === 0 && undefinedIn1252 === 0;
}
