import { open, readFile } from 'node:fs/promises';
import { headerLength, lengthBytes, parseHeader } from '../../safetensors/header.ts';
import { SafetensorsError } from '../../safetensors/safetensors-error.ts';

/** JSON above this is not parsed only to see whether it can be: that would cost more than the digest, which is mostly known. */
const parsedBytes = 1_000_000;

/**
 * What shows that a file was cut short, without its digest: nothing in it, JSON that does not parse, weights that end before the last
 * tensor. Null where nothing does.
 *
 * @throws what the system says where the file cannot be read
 */
export async function cutOff(path: string, size: number): Promise<string | null> {
  if (/\.json$/.test(path)) return size === 0 ? 'empty' : brokenJson(path, size);
  if (/\.safetensors$/.test(path)) return size === 0 ? 'empty' : brokenWeights(path, size);
  return null;
}

async function brokenJson(path: string, size: number): Promise<string | null> {
  if (size > parsedBytes) return null;
  try {
    JSON.parse(await readFile(path, 'utf8'));
    return null;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}

async function brokenWeights(path: string, size: number): Promise<string | null> {
  const handle = await open(path);
  try {
    const read = async (length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
      return buffer.subarray(0, bytesRead);
    };
    const length = headerLength(await read(lengthBytes));
    parseHeader(await read(Math.min(size, lengthBytes + length)), size);
    return null;
  } catch (error) {
    if (error instanceof SafetensorsError) return `${error.reason}: ${error.detail}`;
    throw error;
  } finally {
    await handle.close();
  }
}
