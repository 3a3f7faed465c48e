import type { Device } from '../../protocol/rank-request.ts';
import type { BaseModel } from '../base-model/base-model.ts';
import type { EngineContext } from '../context.ts';
import { embedSample, isSampleEmbedded, withLanguageModel } from '../target/embed-sample.ts';
import { PairSpool } from './pair-spool.ts';

/** Texts that are embedded at a time; what a sample of a ranking has at most stays in one piece, so that its embeddings are found in the cache. */
const textsAtATime = 4096;

/** What to embed with what. */
export interface EmbedPairs {
  context: EngineContext;
  base: BaseModel;
  tuned: BaseModel;
  texts: string[];
  device: Device | undefined;
  signal: AbortSignal;
  /** Embeddings so far, of twice as many as there are texts. */
  onProgress: (done: number) => void;
  onRefusal: (reason: string) => void;
}

/**
 * Embeds texts by both models. Those of the base model come from the cache where they are there, and are kept in it: other tuned models of it
 * need them again. Those of the tuned model are kept nowhere else.
 */
export async function embedPairs(params: EmbedPairs): Promise<PairSpool> {
  const { context, base, tuned, texts, device, signal, onProgress, onRefusal } = params;
  const chunks = chunksOf(texts);
  const given = { context, signal, onRefusal, ...(device === undefined ? {} : { device }) };
  await embedByBase({ ...given, model: base }, chunks, onProgress);
  const spool = await PairSpool.open(base.description.dimension);
  try {
    let done = texts.length;
    // The tokens are those of the base model: a model that is loaded with its own is another.
    const model = { ...tuned, revision: `${tuned.revision} ${base.id}@${base.revision}` };
    await withLanguageModel({ ...given, model }, async (loaded) => {
      for (const chunk of chunks) {
        const y = await loaded.embed({ texts: chunk, signal, onProgress: (part) => onProgress(done + part) });
        const x = await embedSample({ ...given, model: base, texts: chunk, onProgress: () => {} });
        await spool.append({ x, y, rows: chunk.length });
        done += chunk.length;
      }
    });
    return spool;
  } catch (error) {
    await spool[Symbol.asyncDispose]();
    throw error;
  }
}

/** Whether the base model has embedded the texts before, so that its weights are not needed. */
export async function areEmbedded(context: EngineContext, base: BaseModel, texts: string[]): Promise<boolean> {
  for (const chunk of chunksOf(texts)) if (!(await isSampleEmbedded(context, base, chunk))) return false;
  return true;
}

async function embedByBase(
  given: Omit<Parameters<typeof embedSample>[0], 'texts' | 'onProgress'>,
  chunks: readonly string[][],
  onProgress: (done: number) => void,
): Promise<void> {
  const embed = async () => {
    let done = 0;
    for (const texts of chunks) {
      await embedSample({ ...given, texts, onProgress: (part) => onProgress(done + part) });
      done += texts.length;
    }
  };
  // Held over all chunks; where all are in the cache it is not loaded.
  if (await areEmbedded(given.context, given.model, chunks.flat())) await embed();
  else await withLanguageModel(given, embed);
}

function chunksOf(texts: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let begin = 0; begin < texts.length; begin += textsAtATime)
    chunks.push(texts.slice(begin, begin + textsAtATime));
  return chunks;
}
