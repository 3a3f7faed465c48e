import { type MessagePort, parentPort } from 'node:worker_threads';
import { env, InferenceSession, listSupportedBackends, Tensor } from 'onnxruntime-node';
import { ProblemError } from '../../protocol/problem.ts';
import type { LanguageModelProblem } from '../../protocol/problems/language-model.ts';
import { openTokenizer, tokenizerProblem } from '../tokenizer/open-tokenizer.ts';
import type { TextTokenizer } from '../tokenizer/text-tokenizer.ts';
import { graphNames } from './encoder-graph.ts';
import { type EncoderReply, type EncoderRequest, encoderRequest } from './encoder-messages.ts';
import { startOrFallBack } from './start-or-fall-back.ts';

// The thread of a language model: it tokenises and runs the encoder. Both block it for as long as they take, so that no other thread is.

type Request<Kind extends EncoderRequest['kind']> = Extract<EncoderRequest, { kind: Kind }>;

let model = '';
let tokenizer: TextTokenizer | null = null;
let session: InferenceSession | null = null;

if (parentPort !== null) listen(parentPort);

/** Answers one message after another: ONNX Runtime must not be asked to do two things at a time, nor be released while it runs. */
function listen(port: MessagePort): void {
  let last = Promise.resolve();
  port.on('message', (message: unknown) => {
    const request = encoderRequest.parse(message);
    last = last.then(async () => {
      const reply = await answer(request);
      port.postMessage(reply);
      if (request.kind === 'close') port.close();
    });
  });
}

async function answer(request: EncoderRequest): Promise<EncoderReply> {
  try {
    return await carryOut(request);
  } catch (error) {
    return { id: request.id, kind: 'failed', problem: problemOf(error) };
  }
}

function carryOut(request: EncoderRequest): Promise<EncoderReply> | EncoderReply {
  switch (request.kind) {
    case 'open-tokenizer':
      return startTokenizer(request);
    case 'open-encoder':
      return startEncoder(request);
    case 'tokenize':
      return tokenize(request);
    case 'run':
      return run(request);
    case 'close':
      return close(request);
  }
}

async function startTokenizer({ id, tokenizer: files }: Request<'open-tokenizer'>): Promise<EncoderReply> {
  model = files.model;
  tokenizer = await openTokenizer(files);
  return { id, kind: 'done' };
}

async function startEncoder(request: Request<'open-encoder'>): Promise<EncoderReply> {
  const { device } = request;
  // A device that does not start is told once, by the refusal: not by ONNX Runtime on stderr as well.
  if (device !== 'cpu') env.logLevel = 'fatal';
  const started = await startOrFallBack(device, async (used) => {
    const created = await createSession({ ...request, device: used });
    // Some devices say only then that they have no code for a part of the graph.
    if (used !== 'cpu') await embeddingsOf(created, request.trial);
    return created;
  });
  session = started.started;
  return { id: request.id, kind: 'opened', refusal: started.refusal };
}

async function createSession({ graph, folder, threads, device }: Request<'open-encoder'>): Promise<InferenceSession> {
  // ONNX Runtime passes over a device that its build has not, without a word, where another is named as well.
  if (!listSupportedBackends().some(({ name }) => name === device)) {
    throw new Error(`not in ONNX Runtime's build for ${process.platform} ${process.arch}`);
  }
  return InferenceSession.create(graph, {
    // What a device has no code for, the CPU computes.
    executionProviders: device === 'cpu' ? ['cpu'] : [device, 'cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    // Only errors: warnings about a graph that was built here are of no use to anybody. Of another device not even these, see above.
    logSeverityLevel: device === 'cpu' ? 3 : 4,
    extra: { session: { model_external_initializers_file_folder_path: folder } },
  });
}

function tokenize({ id, texts, maxLength }: Request<'tokenize'>): EncoderReply {
  const opened = needed(tokenizer);
  const encoded = encodeAll(opened, texts, maxLength);
  return {
    id,
    kind: 'tokens',
    ids: Int32Array.from(encoded.flat()),
    lengths: Int32Array.from(encoded, (ids) => ids.length),
  };
}

function encodeAll(opened: TextTokenizer, texts: string[], maxLength: number): number[][] {
  try {
    return opened.encodeAll(texts, maxLength);
  } catch (cause) {
    throw new ProblemError(tokenizerProblem(model, cause), { cause });
  }
}

async function run({ id, inputs }: Request<'run'>): Promise<EncoderReply> {
  return { id, kind: 'embeddings', data: await embeddingsOf(needed(session), inputs) };
}

async function embeddingsOf(opened: InferenceSession, inputs: Request<'run'>['inputs']): Promise<Float32Array> {
  const feeds = Object.entries(inputs).map(([name, { data, shape }]) => [name, new Tensor('int32', data, shape)]);
  const results = await opened.run(Object.fromEntries(feeds));
  const data = results[graphNames.embeddings]?.data;
  if (!(data instanceof Float32Array)) throw new TypeError('the encoder gave no float32 embeddings');
  return data;
}

async function close({ id }: Request<'close'>): Promise<EncoderReply> {
  await session?.release();
  session = null;
  return { id, kind: 'done' };
}

function needed<Opened>(opened: Opened | null): Opened {
  if (opened === null) throw new Error('the encoder has not been opened');
  return opened;
}

function problemOf(error: unknown): LanguageModelProblem {
  if (error instanceof ProblemError && error.problem.area === 'language-model') return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  return { area: 'language-model', code: 'model-run-failed', model, reason };
}
