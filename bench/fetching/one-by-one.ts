import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { GeneratedHub } from '../generated-hub/start-generated-hub.ts';

const answer = z.object({ name: z.string(), msPerMap: z.number() });

/**
 * Fetches so many maps one file after the other: by Python's huggingface_hub, or where Python (`HFSELECT_PYTHON`, default `python3`) has
 * none, by the same requests from here.
 */
export async function fetchOneByOne({ endpoint }: GeneratedHub, count: number): Promise<z.infer<typeof answer>> {
  const script = join(import.meta.dirname, 'one_by_one.py');
  try {
    const python = process.env.HFSELECT_PYTHON ?? 'python3';
    const { stdout } = await promisify(execFile)(python, [script, endpoint, `${count}`]);
    return answer.parse(JSON.parse(stdout));
  } catch {
    return { name: 'HEAD and GET, one by one', msPerMap: await plainRequests(endpoint, count) };
  }
}

/** What huggingface_hub sends: HEAD for the facts of a file, then GET; each follows the redirect. */
async function plainRequests(endpoint: string, count: number): Promise<number> {
  const begin = performance.now();
  for (let index = 0; index < count; index++) {
    for (const name of ['config.json', 'model.safetensors']) {
      const url = `${endpoint}/bench/ESM_task-${String(index).padStart(4, '0')}/resolve/main/${name}`;
      // Of a redirect to the storage host the HEAD request is answered by the redirect itself.
      await fetch(url, { method: 'HEAD', redirect: name === 'config.json' ? 'follow' : 'manual' });
      await (await fetch(url)).arrayBuffer();
    }
  }
  return (performance.now() - begin) / count;
}
