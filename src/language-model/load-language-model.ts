import { ProblemError } from '../protocol/problem.ts';
import type { LanguageModelProblem } from '../protocol/problems/language-model.ts';
import type { Device, Pooling } from '../protocol/rank-request.ts';
import { describeLanguageModel, type LanguageModelDescription } from './describe-language-model.ts';
import { buildEncoderGraph } from './encoder/encoder-graph.ts';
import { encoderInputs } from './encoder/encoder-inputs.ts';
import type { EncoderReply } from './encoder/encoder-messages.ts';
import { EncoderThread } from './encoder/encoder-thread.ts';
import { findEqualTexts } from './encoder/equal-texts.ts';
import { batchBudget, planBatches } from './encoder/plan-batches.ts';
import type { RepositoryFiles } from './repository/repository-files.ts';
import { findTokenizer } from './tokenizer/tokenizer-files.ts';
import { openWeightFiles } from './weights/weight-files.ts';

/** A language model that is ready to embed texts, in a thread of its own. */
export interface LanguageModel {
  readonly id: string;
  /** Commit. */
  readonly revision: string;
  readonly pooling: Pooling;
  /** d, the length of an embedding. */
  readonly dimension: number;
  /** Why the CPU computes and not the device that was asked for; null: that device does. */
  readonly refusal: string | null;
  /** Tokens at which a text is cut: 128, or fewer where the model has fewer positions. */
  readonly maxLength: number;
  /**
   * Embeddings of texts in their order, `[n, d]` row-major. The same texts give the same numbers to less than 1e-5 in any order, with
   * any number of threads.
   *
   * @param params.onProgress texts done so far, after each batch
   * @throws {ProblemError} model-slow-tokenizer, model-bad-tokenizer, model-token-out-of-range, model-not-finite, model-run-failed, run-cancelled
   */
  embed(params: {
    texts: readonly string[];
    signal: AbortSignal;
    onProgress?: (done: number) => void;
  }): Promise<Float32Array>;
  /** Frees the model. What it computes at the moment is finished first. */
  close(): Promise<void>;
}

/** Texts that are tokenised at a time: cancelling and other messages wait for no more. */
const textsAtATime = 256;

/**
 * Loads a language model: its files are fetched where they are not on this machine, the encoder is built and started in a thread.
 *
 * @param params.pooling where another than the model's own is asked for
 * @param params.threads threads to compute with
 * @param params.workerUrl encoder-worker.ts, or its bundle
 * @throws {ProblemError} a problem of the language model, run-cancelled
 */
export async function loadLanguageModel(params: {
  files: RepositoryFiles;
  pooling?: Pooling;
  threads: number;
  workerUrl: URL;
  /** What computes. Default: cpu, which also takes over where another cannot be started. */
  device?: Device;
  /** Padded tokens of one run of the encoder. Default: by the size of the model. */
  budget?: number;
  signal: AbortSignal;
}): Promise<LanguageModel> {
  const { files, threads, workerUrl, signal, device = 'cpu' } = params;
  const description = await describeLanguageModel(params);
  const { config, pooling } = description;
  const tokenizer = await findTokenizer(files, config);
  const weights = await openWeightFiles(files, description.weightLimitBytes);
  const attention = device === 'cpu' ? 'fused' : 'plain';
  const graph = buildEncoderGraph({ model: files.id, config, weights, pooling, attention });
  const thread = new EncoderThread(files.id, workerUrl);
  try {
    // Two requests, because each takes up to a second for a large model: one that is cancelled waits for no more than one of them.
    await thread.request({ kind: 'open-tokenizer', tokenizer }, signal);
    const trial = encoderInputs([new Int32Array(3), new Int32Array(2)], config);
    const opening = { kind: 'open-encoder', graph, folder: weights.folder, threads, device, trial } as const;
    const { refusal } = expectKind(await thread.request(opening, signal), 'opened');
    return new LoadedModel({ files, description, thread, refusal, budget: params.budget ?? batchBudget(config) });
  } catch (error) {
    await thread.close();
    throw error;
  }
}

class LoadedModel implements LanguageModel {
  readonly id: string;
  readonly revision: string;
  readonly pooling: Pooling;
  readonly dimension: number;
  readonly maxLength: number;
  readonly refusal: string | null;
  readonly #description: LanguageModelDescription;
  readonly #thread: EncoderThread;
  readonly #batchBudget: number;

  constructor(opened: {
    files: RepositoryFiles;
    description: LanguageModelDescription;
    thread: EncoderThread;
    refusal: string | null;
    budget: number;
  }) {
    const { files, description, thread, refusal, budget } = opened;
    const { id, revision } = files;
    this.refusal = refusal;
    this.id = id;
    this.revision = revision;
    this.pooling = description.pooling;
    this.dimension = description.dimension;
    this.maxLength = description.maxLength;
    this.#description = description;
    this.#thread = thread;
    this.#batchBudget = budget;
  }

  async embed({ texts, signal, onProgress }: Parameters<LanguageModel['embed']>[0]): Promise<Float32Array> {
    const { distinct, places } = findEqualTexts(await this.#tokenize(texts, signal));
    const embeddings = await this.#embedDistinct(distinct, signal, (done) =>
      onProgress?.(Math.floor((done * texts.length) / distinct.length)),
    );
    return distinct.length === texts.length ? embeddings : pickRows(embeddings, places, this.dimension);
  }

  /** `[texts, d]` embeddings of texts given by their tokens. */
  async #embedDistinct(
    texts: readonly Int32Array[],
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<Float32Array> {
    const d = this.dimension;
    const embeddings = new Float32Array(texts.length * d);
    const lengths = texts.map(({ length }) => length);
    let done = 0;
    for (const batch of planBatches(lengths, this.#batchBudget)) {
      const rows = await this.#run(
        batch.map((text) => texts[text] ?? new Int32Array()),
        signal,
      );
      for (const [row, text] of batch.entries()) embeddings.set(rows.subarray(row * d, (row + 1) * d), text * d);
      done += batch.length;
      onProgress(done);
    }
    return embeddings;
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  async #tokenize(texts: readonly string[], signal: AbortSignal): Promise<Int32Array[]> {
    const tokens: Int32Array[] = [];
    for (let begin = 0; begin < texts.length; begin += textsAtATime) {
      const part = texts.slice(begin, begin + textsAtATime);
      const reply = await this.#thread.request({ kind: 'tokenize', texts: part, maxLength: this.maxLength }, signal);
      const { ids, lengths } = expectKind(reply, 'tokens');
      this.#checkIds(ids);
      let at = 0;
      for (const length of lengths) {
        tokens.push(ids.subarray(at, at + length));
        at += length;
      }
    }
    return tokens;
  }

  async #run(texts: Int32Array[], signal: AbortSignal): Promise<Float32Array> {
    const inputs = encoderInputs(texts, this.#description.config);
    const { data } = expectKind(await this.#thread.request({ kind: 'run', inputs }, signal), 'embeddings');
    if (data.length !== texts.length * this.dimension || !data.every(Number.isFinite)) {
      throw this.#problem({ code: 'model-not-finite' });
    }
    return data;
  }

  /** ONNX Runtime reads whatever an id points at, or fails with a message about a node. */
  #checkIds(ids: Int32Array): void {
    const { vocabulary } = this.#description.config;
    const id = ids.find((value) => value < 0 || value >= vocabulary);
    if (id !== undefined) throw this.#problem({ code: 'model-token-out-of-range', id, vocabulary });
  }

  #problem(
    facts: { code: 'model-not-finite' } | { code: 'model-token-out-of-range'; id: number; vocabulary: number },
  ): ProblemError {
    const problem: LanguageModelProblem = { area: 'language-model', model: this.id, ...facts };
    return new ProblemError(problem);
  }
}

/** The rows of `[n, d]` at these places, in this order. */
function pickRows(rows: Float32Array, places: readonly number[], d: number): Float32Array {
  const picked = new Float32Array(places.length * d);
  for (const [index, place] of places.entries()) picked.set(rows.subarray(place * d, (place + 1) * d), index * d);
  return picked;
}

function expectKind<Kind extends EncoderReply['kind']>(
  reply: EncoderReply,
  kind: Kind,
): Extract<EncoderReply, { kind: Kind }> {
  if (isKind(reply, kind)) return reply;
  throw new TypeError(`the encoder thread answered ${reply.kind} where ${kind} was asked for`);
}

function isKind<Kind extends EncoderReply['kind']>(
  reply: EncoderReply,
  kind: Kind,
): reply is Extract<EncoderReply, { kind: Kind }> {
  return reply.kind === kind;
}
