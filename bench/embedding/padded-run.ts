import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describeLanguageModel } from '../../src/language-model/describe-language-model.ts';
import { buildEncoderGraph, graphNames } from '../../src/language-model/encoder/encoder-graph.ts';
import { encoderInputs } from '../../src/language-model/encoder/encoder-inputs.ts';
import { openTokenizer } from '../../src/language-model/tokenizer/open-tokenizer.ts';
import { findTokenizer } from '../../src/language-model/tokenizer/tokenizer-files.ts';
import { openWeightFiles } from '../../src/language-model/weights/weight-files.ts';
import type { Embedder } from './embedder.ts';
import { folderAsRepository } from './folder-as-repository.ts';

const batchSize = 32;
const paddedTo = 128;

/** The plain way with the same graph in ONNX Runtime: 32 texts at a time in their order, all padded to 128 tokens. */
export async function paddedRun(folder: string, threads: number): Promise<Embedder> {
  const files = folderAsRepository(folder);
  const { config, pooling, dimension, weightLimitBytes } = await describeLanguageModel({
    files,
    pooling: 'pooler_output',
  });
  const weights = await openWeightFiles(files, weightLimitBytes);
  const tokenizer = await openTokenizer(await findTokenizer(files, config));
  const session = await InferenceSession.create(buildEncoderGraph({ model: files.id, config, weights, pooling }), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    extra: { session: { model_external_initializers_file_folder_path: weights.folder } },
  });
  const runBatch = async (batch: string[]): Promise<Float32Array> => {
    const tokens = batch.map((text) => Int32Array.from(tokenizer.encode(text, paddedTo)));
    const inputs = encoderInputs(tokens.map(pad), config);
    const lengths = { data: Int32Array.from(tokens, ({ length }) => length), shape: [batch.length] };
    const feeds = Object.entries({ ...inputs, [graphNames.lengths]: lengths });
    const tensors = feeds.map(([name, { data, shape }]) => [name, new Tensor('int32', data, shape)]);
    const data = (await session.run(Object.fromEntries(tensors)))[graphNames.embeddings]?.data;
    if (!(data instanceof Float32Array)) throw new TypeError('the encoder gave no float32 embeddings');
    return data;
  };
  return {
    name: 'ONNX Runtime, padded to 128',
    async embed(texts) {
      const embeddings = new Float32Array(texts.length * dimension);
      const begin = performance.now();
      for (let at = 0; at < texts.length; at += batchSize) {
        embeddings.set(await runBatch(texts.slice(at, at + batchSize)), at * dimension);
      }
      return { ms: performance.now() - begin, embeddings };
    },
    close: () => session.release(),
  };
}

function pad(tokens: Int32Array): Int32Array {
  const padded = new Int32Array(paddedTo);
  padded.set(tokens);
  return padded;
}
