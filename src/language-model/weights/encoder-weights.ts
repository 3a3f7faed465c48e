import { ProblemError } from '../../protocol/problem.ts';
import { checkTensor } from '../../safetensors/read-tensor.ts';
import { SafetensorsError } from '../../safetensors/safetensors-error.ts';
import type { TensorNames } from '../architectures/tensor-names.ts';
import type { DataType, ExternalTensor } from '../onnx/model.ts';
import type { StoredTensor, WeightFiles } from './weight-files.ts';

/** Types of stored numbers, as safetensors names them and as ONNX does. */
const storedTypes = new Map<string, DataType>([
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
]);

/** The tensors of an encoder among those of its files, each checked when it is asked for. */
export class EncoderWeights {
  readonly #model: string;
  readonly #tensors: WeightFiles['tensors'];
  readonly #prefix: string;

  constructor(model: string, { tensors }: WeightFiles, names: TensorNames) {
    this.#model = model;
    this.#tensors = tensors;
    this.#prefix = findPrefix(tensors, names);
  }

  /** Whether there is a tensor of this name, below the prefix. */
  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  /**
   * Where a tensor lies.
   *
   * @param name below the prefix
   * @param shape what the configuration says that it has
   * @throws {ProblemError} model-missing-tensor, model-tensor-shape, model-tensor-type, model-damaged-weights
   */
  external(name: string, shape: readonly number[]): ExternalTensor {
    const tensor = this.#find(name);
    if (tensor === undefined) throw this.#missing(name);
    const type = storedTypes.get(tensor.dtype);
    if (type === undefined) throw this.#wrongType(tensor);
    this.#checkShape(tensor, shape);
    this.#checkBytes(tensor);
    const { begin, end, location } = tensor;
    return { name: tensor.name, type, shape, location, offset: begin, length: end - begin };
  }

  /** The oldest files call the tensors of a normalisation gamma and beta. */
  #find(name: string): StoredTensor | undefined {
    const full = `${this.#prefix}${name}`;
    const older = full.replace(/LayerNorm\.weight$/, 'LayerNorm.gamma').replace(/LayerNorm\.bias$/, 'LayerNorm.beta');
    return this.#tensors.get(full) ?? this.#tensors.get(older);
  }

  #checkShape(tensor: StoredTensor, expected: readonly number[]): void {
    const found = tensor.shape;
    if (found.length === expected.length && expected.every((size, axis) => size === found[axis])) return;
    throw new ProblemError({
      area: 'language-model',
      code: 'model-tensor-shape',
      model: this.#model,
      tensor: tensor.name,
      expected: [...expected],
      found: [...found],
    });
  }

  #checkBytes(tensor: StoredTensor): void {
    try {
      checkTensor(tensor);
    } catch (cause) {
      if (!(cause instanceof SafetensorsError)) throw cause;
      const { reason, detail } = cause;
      const { file } = tensor;
      const model = this.#model;
      throw new ProblemError(
        { area: 'language-model', code: 'model-damaged-weights', model, file, reason, detail },
        { cause },
      );
    }
  }

  #missing(name: string): ProblemError {
    const tensor = `${this.#prefix}${name}`;
    return new ProblemError({ area: 'language-model', code: 'model-missing-tensor', model: this.#model, tensor });
  }

  #wrongType({ name, dtype }: StoredTensor): ProblemError {
    const model = this.#model;
    return new ProblemError({ area: 'language-model', code: 'model-tensor-type', model, tensor: name, dtype });
  }
}

/**
 * What stands before the names of an encoder's tensors: nothing in a bare model, `bert.` or the like in one with a head, and anything in a
 * model that wraps it, if it has but one.
 */
function findPrefix(tensors: WeightFiles['tensors'], { prefix, words }: TensorNames): string {
  const table = `${words}.weight`;
  const usual = ['', prefix].find((candidate) => tensors.has(`${candidate}${table}`));
  if (usual !== undefined) return usual;
  const others = [...tensors.keys()].filter((name) => name.endsWith(`.${table}`));
  return others.length === 1 ? (others[0] ?? '').slice(0, -table.length) : '';
}
