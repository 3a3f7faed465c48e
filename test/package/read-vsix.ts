import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';

/** The files of a VSIX by their path in it. */
export async function readVsix(path: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const zip = await openPromise(path);
  for await (const entry of zip.eachEntry())
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}
