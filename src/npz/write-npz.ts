import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { formatNpyHeader } from './npy-header.ts';

/** A float32 array that is written row by row. */
export interface NewArray {
  name: string;
  rows: number;
  columns: number;
  /** Its numbers in order, in pieces of any size. */
  pieces: () => AsyncIterable<Float32Array>;
}

/**
 * Writes arrays as `np.savez` does (float32, not compressed), so that `np.load` reads them. The file is there whole or not at all.
 *
 * @throws Error of the system, and what `pieces` throws
 */
export async function writeNpz(path: string, arrays: readonly NewArray[]): Promise<void> {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  const zip = new ZipFile();
  const output = zip.outputStream;
  // A failure of the numbers is one of the whole; by itself the archive would wait for more.
  zip.on('error', (error: Error) => (output instanceof Readable ? output.destroy(error) : undefined));
  for (const array of arrays) {
    const header = formatNpyHeader(array.rows, array.columns);
    const size = header.length + 4 * array.rows * array.columns;
    const options = { compress: false, size, mtime: new Date(1980, 0, 1), mode: 0o100644 };
    // Opened when its turn comes, so that only one of them is read at a time.
    zip.addReadStreamLazy(`${array.name}.npy`, options, (give) => {
      const stream = Readable.from(bytesOf(header, array), { objectMode: false });
      stream.on('error', (error) => zip.emit('error', error));
      give(null, stream);
    });
  }
  zip.end();
  try {
    await pipeline(output, createWriteStream(temporary, { flags: 'wx' }));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function* bytesOf(header: Uint8Array, { pieces }: NewArray): AsyncGenerator<Uint8Array, void, undefined> {
  yield header;
  for await (const piece of pieces()) yield littleEndian(piece);
}

/** All machines that this runs on are little-endian; the bytes are copied, because `piece` may be used again. */
function littleEndian(piece: Float32Array): Uint8Array {
  return Uint8Array.from(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
}
