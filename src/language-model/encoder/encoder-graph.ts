import { ProblemError } from '../../protocol/problem.ts';
import type { Pooling } from '../../protocol/rank-request.ts';
import { architectures } from '../architectures/architectures.ts';
import type { LayerNames, TensorNames } from '../architectures/tensor-names.ts';
import { GraphBuilder, type Value } from '../onnx/graph-builder.ts';
import { type DataType, dataTypes } from '../onnx/model.ts';
import type { EncoderConfig } from '../repository/encoder-config.ts';
import { EncoderWeights } from '../weights/encoder-weights.ts';
import type { WeightFiles } from '../weights/weight-files.ts';

/** Names of the graph's inputs and output, for B texts of S tokens, padded on the right. */
export const graphNames = {
  /** int32 `[B, S]`: token ids; what stands in the padding does not matter. */
  ids: 'ids',
  /** int32 `[B, S]`: row of the position table for each token. */
  positions: 'positions',
  /** int32 `[B]`: tokens of each text. */
  lengths: 'lengths',
  /** int32 `[S, S]`: bucket of each pair of places; only where there is a relative position bias. */
  buckets: 'buckets',
  /** float32 `[B, d]`. */
  embeddings: 'embeddings',
} as const;

/**
 * How attention is written. `fused`: one operator of ONNX Runtime's own, which its code for the CPU has whole. `plain`: operators of
 * ONNX, which the devices have; of the fused one they have parts (WebGPU's knows no padding). On the CPU both are equally fast.
 */
export type AttentionForm = 'fused' | 'plain';

/**
 * Builds the encoder of a BERT-like model and its pooling as an ONNX model (Devlin et al., 2019: transformer layers that normalise after
 * each residual sum). The weights stay in their files.
 *
 * Linear layers work on `[B·S, d]`, attention on `[B, S, d]`. Where only the first token is pooled, the last layer is computed for that
 * token alone, which is exact: nothing reads the others.
 *
 * @returns the model's bytes; ONNX Runtime must be told `weights.folder`
 * @throws {ProblemError} model-missing-tensor, model-tensor-shape, model-tensor-type, model-damaged-weights, model-no-pooler
 */
export function buildEncoderGraph(params: {
  model: string;
  config: EncoderConfig;
  weights: WeightFiles;
  pooling: Pooling;
  /** Default: fused. */
  attention?: AttentionForm;
}): Uint8Array {
  return new EncoderGraph(params).build(params.pooling);
}

/** What attention takes beside queries, keys and values. */
interface AttentionInputs {
  /** Fused: the lengths, `[B]`. Plain: 0 for tokens and very little for padding, `[B, 1, 1, S]`. */
  padding: Value;
  /** `[1, heads, S, S]`, added to the scores; empty where there is none. */
  bias: Value;
}

/** Added to the scores of padding; e to this power is 0 in float32. */
const paddingScore = -10_000;

class EncoderGraph {
  readonly #model: string;
  readonly #config: EncoderConfig;
  readonly #names: TensorNames;
  readonly #weights: EncoderWeights;
  readonly #graph = new GraphBuilder();
  readonly #attention: AttentionForm;
  readonly #ids: Value;
  readonly #lengths: Value;
  /** The shape `[B, S, d]`. */
  readonly #perText: Value;

  constructor({ model, config, weights, attention = 'fused' }: Parameters<typeof buildEncoderGraph>[0]) {
    this.#model = model;
    this.#config = config;
    this.#attention = attention;
    this.#names = architectures[config.modelType];
    this.#weights = new EncoderWeights(model, weights, this.#names);
    this.#ids = this.#graph.input(graphNames.ids, ['B', 'S']);
    this.#lengths = this.#graph.input(graphNames.lengths, ['B']);
    const shape = [this.#graph.apply('Shape', [this.#ids]), this.#graph.list(config.hidden)];
    this.#perText = this.#graph.apply('Concat', shape, { axis: { int: 0 } });
  }

  build(pooling: Pooling): Uint8Array {
    const { hidden, layers } = this.#config;
    const padding = this.#attention === 'fused' ? this.#lengths : this.#paddingScores();
    const attention = { padding, bias: this.#relativeBias() };
    let states = this.#embed();
    const full = pooling === 'mean' ? layers : layers - 1;
    for (let index = 0; index < full; index++) states = this.#layer(index, states, attention);
    const pooled = pooling === 'mean' ? this.#mean(states) : this.#lastLayer(states, attention);
    this.#graph.output(graphNames.embeddings, pooling === 'pooler_output' ? this.#pool(pooled) : pooled, ['B', hidden]);
    return this.#graph.build();
  }

  /** Sum of token, position and type embeddings, normalised, in the size of the layers: `[B·S, d]`. */
  #embed(): Value {
    const { vocabulary, positions, tokenTypes, embedding, hidden } = this.#config;
    const { words, positions: positionNames, types, embeddingNorm, projection } = this.#names;
    const places = this.#graph.input(graphNames.positions, ['B', 'S']);
    let sum = this.#rows(words, [vocabulary, embedding], this.#ids);
    if (types !== null) sum = this.#sum(sum, this.#rows(types, [tokenTypes, embedding], this.#graph.index(0)));
    sum = this.#sum(sum, this.#rows(positionNames, [positions, embedding], places));
    const flat = this.#flat(this.#normalise(sum, embeddingNorm, embedding), embedding);
    return embedding === hidden || projection === null ? flat : this.#linear(flat, projection, embedding, hidden);
  }

  /** One layer for all tokens: `[B·S, d]` to the same. */
  #layer(index: number, states: Value, attention: AttentionInputs): Value {
    const names = this.#names.layer(index);
    const query = this.#split(this.#linear(states, names.query), this.#perText);
    return this.#feedForward(names, states, this.#attend(names, query, states, attention));
  }

  /** The last layer for the first token of each text: `[B·S, d]` to `[B, d]`. */
  #lastLayer(states: Value, { padding, bias }: AttentionInputs): Value {
    const graph = this.#graph;
    const { hidden, layers } = this.#config;
    const names = this.#names.layer(layers - 1);
    const first = graph.apply('Gather', [this.#split(states, this.#perText), graph.index(0)], { axis: { int: 1 } });
    const query = this.#split(this.#linear(first, names.query), graph.list(-1, 1, hidden));
    const firstRow = bias && graph.apply('Slice', [bias, graph.list(0), graph.list(1), graph.list(2)]);
    return this.#feedForward(names, first, this.#attend(names, query, states, { padding, bias: firstRow }));
  }

  /** Multi-head attention of `query` over `states` and its output layer, before the residual sum. */
  #attend(names: LayerNames, query: Value, states: Value, inputs: AttentionInputs): Value {
    const key = this.#split(this.#linear(states, names.key), this.#perText);
    const value = this.#split(this.#linear(states, names.value), this.#perText);
    const attend = this.#attention === 'fused' ? this.#fusedAttention : this.#plainAttention;
    const attended = attend.call(this, query, key, value, inputs);
    return this.#linear(this.#flat(attended, this.#config.hidden), names.attentionOutput);
  }

  #fusedAttention(query: Value, key: Value, value: Value, { padding, bias }: AttentionInputs): Value {
    // The fourth input would be the biases of the three linear layers, which are added above.
    const inputs = bias === '' ? [query, key, value, '', padding] : [query, key, value, '', padding, bias];
    return this.#graph.applyContributed('MultiHeadAttention', inputs, { num_heads: { int: this.#config.heads } });
  }

  /** softmax(q·kᵀ / √(d / heads) + bias + padding)·v for each head (Vaswani et al., 2017). */
  #plainAttention(query: Value, key: Value, value: Value, { padding, bias }: AttentionInputs): Value {
    const graph = this.#graph;
    const { hidden, heads } = this.#config;
    const perHead = (input: Value, order: number[]) =>
      graph.apply('Transpose', [this.#split(input, graph.list(0, 0, heads, hidden / heads))], {
        perm: { ints: order },
      });
    const scale = graph.apply('Sqrt', [this.#cast(graph.index(hidden / heads), 'float32')]);
    const scaled = graph.apply('Div', [perHead(query, [0, 2, 1, 3]), scale]);
    const scores = this.#sum(graph.apply('MatMul', [scaled, perHead(key, [0, 2, 3, 1])]), padding);
    const biased = bias === '' ? scores : this.#sum(scores, bias);
    const weights = graph.apply('Softmax', [biased], { axis: { int: -1 } });
    const attended = graph.apply('MatMul', [weights, perHead(value, [0, 2, 1, 3])]);
    return graph.apply('Transpose', [attended], { perm: { ints: [0, 2, 1, 3] } });
  }

  /** The rest of a layer: residual sum and normalisation, the feed-forward part, residual sum and normalisation. */
  #feedForward(names: LayerNames, states: Value, attended: Value): Value {
    const { hidden, intermediate } = this.#config;
    const normed = this.#normalise(this.#sum(attended, states), names.attentionNorm, hidden);
    const wide = this.#activate(this.#linear(normed, names.intermediate, hidden, intermediate));
    const narrow = this.#linear(wide, names.output, intermediate, hidden);
    return this.#normalise(this.#sum(narrow, normed), names.outputNorm, hidden);
  }

  #activate(input: Value): Value {
    switch (this.#config.activation) {
      case 'relu':
        return this.#graph.apply('Relu', [input]);
      case 'gelu':
        return this.#graph.apply('Gelu', [input], { approximate: { text: 'none' } });
      case 'gelu-tanh':
        return this.#graph.apply('Gelu', [input], { approximate: { text: 'tanh' } });
      case 'silu':
        return this.#graph.apply('Mul', [input, this.#graph.apply('Sigmoid', [input])]);
    }
  }

  /** Mean over the tokens of each text: `[B·S, d]` to `[B, d]`. */
  #mean(states: Value): Value {
    const graph = this.#graph;
    const row = graph.apply('Unsqueeze', [this.#mask(), graph.list(1)]);
    const total = graph.apply('MatMul', [row, this.#split(states, this.#perText)]);
    const column = graph.apply('Unsqueeze', [this.#lengths, graph.list(1)]);
    return graph.apply('Div', [graph.apply('Squeeze', [total, graph.list(1)]), this.#cast(column, 'float32')]);
  }

  /** `[B, 1, 1, S]`: 0 for tokens, very little for padding. */
  #paddingScores(): Value {
    const graph = this.#graph;
    const lowest = this.#cast(graph.index(paddingScore), 'float32');
    const one = this.#cast(graph.index(1), 'float32');
    const scores = graph.apply('Mul', [graph.apply('Sub', [one, this.#mask()]), lowest]);
    return graph.apply('Unsqueeze', [scores, graph.list(1, 2)]);
  }

  /** float32 `[B, S]`: 1 for tokens, 0 for padding. */
  #mask(): Value {
    const graph = this.#graph;
    const length = graph.apply('Gather', [graph.apply('Shape', [this.#ids]), graph.index(1)]);
    const places = graph.apply('Range', [graph.index(0), this.#cast(length, 'int32'), graph.index(1)]);
    const column = graph.apply('Unsqueeze', [this.#lengths, graph.list(1)]);
    return this.#cast(graph.apply('Less', [places, column]), 'float32');
  }

  /** BERT's pooler: tanh of a linear layer over the first token's state. */
  #pool(first: Value): Value {
    const { pooler } = this.#names;
    if (pooler === null || !this.#weights.has(`${pooler}.weight`)) {
      throw new ProblemError({ area: 'language-model', code: 'model-no-pooler', model: this.#model });
    }
    return this.#graph.apply('Tanh', [this.#linear(first, pooler)]);
  }

  /** MPNet's bias of attention scores by distance, the same in all layers: `[1, heads, S, S]`; empty for other types. */
  #relativeBias(): Value {
    const { relativeBias } = this.#names;
    if (relativeBias === null) return '';
    const graph = this.#graph;
    const { relativeBuckets, heads } = this.#config;
    const buckets = graph.input(graphNames.buckets, ['S', 'S']);
    const perPair = this.#rows(relativeBias, [relativeBuckets, heads], buckets);
    const perHead = graph.apply('Transpose', [perPair], { perm: { ints: [2, 0, 1] } });
    return graph.apply('Unsqueeze', [perHead, graph.list(0)]);
  }

  /** Rows of a table. A 16-bit table is widened after they are picked, so that it stays in its file. */
  #rows(name: string, shape: readonly number[], indices: Value): Value {
    const table = this.#weights.external(`${name}.weight`, shape);
    return this.#widen(this.#graph.apply('Gather', [this.#graph.weight(table), indices]), table.type);
  }

  #linear(input: Value, name: string, from = this.#config.hidden, to = this.#config.hidden): Value {
    const inputs = [input, this.#weight(`${name}.weight`, [to, from]), this.#weight(`${name}.bias`, [to])];
    return this.#graph.apply('Gemm', inputs, { transB: { int: 1 } });
  }

  #normalise(input: Value, name: string, size: number): Value {
    const inputs = [input, this.#weight(`${name}.weight`, [size]), this.#weight(`${name}.bias`, [size])];
    const epsilon = { float: this.#config.layerNormEpsilon };
    return this.#graph.apply('LayerNormalization', inputs, { axis: { int: -1 }, epsilon });
  }

  #sum(a: Value, b: Value): Value {
    return this.#graph.apply('Add', [a, b]);
  }

  #cast(input: Value, type: DataType): Value {
    return this.#graph.apply('Cast', [input], { to: { int: dataTypes[type] } });
  }

  #split(input: Value, shape: Value): Value {
    return this.#graph.apply('Reshape', [input, shape]);
  }

  #flat(input: Value, size: number): Value {
    return this.#graph.apply('Reshape', [input, this.#graph.list(-1, size)]);
  }

  #weight(name: string, shape: readonly number[]): Value {
    const tensor = this.#weights.external(name, shape);
    return this.#widen(this.#graph.weight(tensor), tensor.type);
  }

  #widen(value: Value, type: DataType): Value {
    return type === 'float32' ? value : this.#cast(value, 'float32');
  }
}
