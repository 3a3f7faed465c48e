import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** What a generated Hub holds. */
export const generatedHubOptions = z.object({
  /** Repositories with a map. */
  esms: z.number(),
  dimension: z.number(),
  /** Whether the base model has weights and a tokenizer, in the shapes of bert-base. */
  baseModel: z.boolean().default(false),
  modelId: z.string().default('bench/bert-base'),
  latencyMs: z.number().default(0),
  /** Of all answers together. Default: as fast as it goes. */
  bytesPerSecond: z.number().optional(),
  /** Different weights; maps share them in turn, so that thousands need no more memory. */
  differentWeights: z.number().default(8),
  quota: z.object({ api: z.number(), resolvers: z.number(), windowSeconds: z.number() }).optional(),
});

const counts = z.object({
  requests: z.number(),
  /** Of them, those that the Hub counts as `resolvers`. */
  resolvers: z.number(),
  refused: z.number(),
  mostAtOnce: z.number(),
});

/** A Hub in a process of its own. */
export interface GeneratedHub extends Disposable {
  endpoint: string;
  modelId: string;
  /** Requests so far, those refused with 429 among them, and the most that were being answered at a time. */
  counts(): Promise<z.infer<typeof counts>>;
}

/** Starts it and waits until it serves. */
export async function startGeneratedHub(options: z.input<typeof generatedHubOptions>): Promise<GeneratedHub> {
  const { modelId } = generatedHubOptions.parse(options);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'serve.ts'), JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('the generated Hub has no output');
  const line = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (line.done) throw new Error('the generated Hub ended before it served');
  const { endpoint } = z.object({ endpoint: z.string() }).parse(JSON.parse(line.value));
  return {
    endpoint,
    modelId,
    async counts() {
      child.send('counts');
      const [message] = await once(child, 'message');
      return counts.parse(message);
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}
