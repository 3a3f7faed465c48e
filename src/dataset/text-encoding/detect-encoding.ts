import { ProblemError } from '../../protocol/problem.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { type ByteSource, readStart } from '../sources/byte-source.ts';
import { markedEncoding } from './byte-order-mark.ts';
import { firstFault } from './first-fault.ts';
import { ForeignLines } from './foreign-lines.ts';
import { legacyEncoding } from './legacy-encoding.ts';
import { utf8LineShare } from './utf8-line-share.ts';
import { type Utf8Findings, Utf8Scan } from './utf8-scan.ts';
import { wideEncoding } from './wide-encoding.ts';

/** How a file's bytes are text. */
export interface DetectedEncoding {
  encoding: TextEncoding;
  /** Bytes of the byte order mark, which are not text. */
  bomBytes: number;
  /** True where another encoding would fit as well. */
  guessed: boolean;
}

/** How to look at a text. */
export interface DetectOptions {
  /** How many bytes to check; by default all, so that one accent on the last line counts too. */
  scanBytes?: number | undefined;
  /** What a person says that it is. A byte order mark tells more exactly which UTF-16 or UTF-32. */
  given?: TextEncoding | undefined;
  signal?: AbortSignal | undefined;
}

const SAMPLE_BYTES = 4096;
/** Of a text with fewer bytes outside of ASCII nearly all is sure, whatever these are. */
const RARE = 0.01;
/** A text of which more lines are UTF-8 was put together from files in two encodings, and no other encoding reads it. */
const MIXED = 0.02;

/**
 * Finds the encoding of a text: a byte order mark, else UTF-16 or UTF-32 by their zero bytes, else UTF-8 where all bytes are well
 * formed, else what its letters say.
 * @throws ProblemError `dataset-undecodable` for bytes that are no text, or for UTF-8 with damaged bytes in it; `dataset-zero-byte`;
 * `dataset-encoding-unsure`; `dataset-encoding-mismatch` where the mark is of another encoding than the given one.
 */
export async function detectEncoding(source: ByteSource, options: DetectOptions = {}): Promise<DetectedEncoding> {
  const { given, signal } = options;
  const start = await readStart(source, SAMPLE_BYTES, signal);
  const marked = markedEncoding(start);
  if (given !== undefined) checkMark(source.name, given, marked?.encoding);
  const encoding = marked?.encoding ?? given ?? wideEncoding(start);
  if (encoding !== null && encoding !== 'utf-8') {
    return { encoding, bomBytes: marked?.bomBytes ?? 0, guessed: false };
  }
  return detectByScan(source, { ...options, isUtf8: encoding === 'utf-8', bomBytes: marked?.bomBytes ?? 0 });
}

async function detectByScan(
  source: ByteSource,
  options: DetectOptions & { isUtf8: boolean; bomBytes: number },
): Promise<DetectedEncoding> {
  const { scanBytes = Number.POSITIVE_INFINITY, signal, isUtf8, bomBytes } = options;
  const scan = new Utf8Scan();
  const lines = new ForeignLines();
  let scanned = 0;
  for await (const chunk of source.stream({ end: scanBytes, signal })) {
    lines.push(chunk, scan.push(chunk));
    scanned += chunk.byteLength;
  }
  const complete = scanned < scanBytes || scanned === source.byteLength;
  const findings = complete ? scan.end() : scan.findings;
  const { faults, zeros, sequences } = findings;
  const isWellFormed = faults === 0 && zeros === 0;
  const mayBeOther = !isUtf8 && zeros === 0 && (isWellFormed ? findings.escape && sequences === 0 : faults > sequences);
  const foreign = mayBeOther ? lines.end() : new Uint8Array();
  const areMixed = !isWellFormed && utf8LineShare(foreign) > MIXED;
  const found = mayBeOther && !areMixed ? await legacyEncoding(foreign, faults < scanned * RARE) : null;
  if (found?.encoding) return { encoding: found.encoding, bomBytes, guessed: found.guessed };
  if (isWellFormed) return { encoding: 'utf-8', bomBytes, guessed: false };
  if (found?.candidates && found.candidates.length > 0) {
    const facts = { file: source.name, offset: findings.firstFault, candidates: found.candidates };
    throw new ProblemError({ area: 'dataset', code: 'dataset-encoding-unsure', ...facts });
  }
  throw await noText(source, bomBytes, findings, signal);
}

/** The problem of the first byte that is no text. */
async function noText(
  source: ByteSource,
  bomBytes: number,
  { faults, firstFault: offset, zeros, firstZero }: Utf8Findings,
  signal?: AbortSignal,
): Promise<ProblemError> {
  const file = source.name;
  if (zeros > 0 && (faults === 0 || firstZero < offset)) {
    return new ProblemError({ area: 'dataset', code: 'dataset-zero-byte', file, offset: firstZero });
  }
  const { line } = await firstFault(source, { encoding: 'utf-8', bomBytes }, offset, signal);
  return new ProblemError({ area: 'dataset', code: 'dataset-undecodable', file, encoding: 'utf-8', offset, line });
}

/** A mark only says more of a given encoding where both are UTF-16, or both UTF-32. */
function checkMark(file: string, encoding: TextEncoding, found: TextEncoding | undefined): void {
  const family = (name: TextEncoding) => name.replace(/[lb]e$/, '');
  if (found === undefined || family(found) === family(encoding)) return;
  throw new ProblemError({ area: 'dataset', code: 'dataset-encoding-mismatch', file, encoding, found });
}
