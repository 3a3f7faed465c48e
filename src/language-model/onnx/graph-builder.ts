import {
  type Attribute,
  type ExternalTensor,
  encodeModel,
  type IntegerTensor,
  type Node,
  type ValueInfo,
} from './model.ts';

/** The name of a value in a graph. */
export type Value = string;

/** Collects operations and constants into an ONNX model. Values are made by its methods and handed to later ones. */
export class GraphBuilder {
  readonly #nodes: Node[] = [];
  readonly #inputs: ValueInfo[] = [];
  readonly #outputs: ValueInfo[] = [];
  readonly #weights = new Map<string, ExternalTensor>();
  readonly #integers = new Map<string, IntegerTensor>();

  /** Declares an input of whole numbers; names in `shape` are sizes known only at run time. */
  input(name: string, shape: readonly (string | number)[]): Value {
    this.#inputs.push({ name, type: 'int32', shape });
    return name;
  }

  /** Declares that `value` is handed out under `name`, as float32. */
  output(name: string, value: Value, shape: readonly (string | number)[]): void {
    this.#nodes.push({ type: 'Identity', inputs: [value], output: name, attributes: {}, domain: '' });
    this.#outputs.push({ name, type: 'float32', shape });
  }

  /** A constant that stays in its file; the same tensor may be asked for many times. */
  weight(tensor: ExternalTensor): Value {
    this.#weights.set(tensor.name, tensor);
    return tensor.name;
  }

  /** A list of 64-bit integers, as shapes and axes are. */
  list(...values: number[]): Value {
    return this.#integer({ name: `list_${values.join('_')}`, type: 'int64', shape: [values.length], values });
  }

  /** One 32-bit integer, as an index is. */
  index(value: number): Value {
    return this.#integer({ name: `index_${value}`, type: 'int32', shape: [], values: [value] });
  }

  /** Applies an operator of ONNX. */
  apply(type: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}): Value {
    return this.#add(type, inputs, attributes, '');
  }

  /** Applies an operator of ONNX Runtime's own (domain com.microsoft). */
  applyContributed(type: string, inputs: readonly Value[], attributes: Record<string, Attribute> = {}): Value {
    return this.#add(type, inputs, attributes, 'com.microsoft');
  }

  /** The model's bytes. */
  build(): Uint8Array {
    return encodeModel({
      nodes: this.#nodes,
      inputs: this.#inputs,
      outputs: this.#outputs,
      weights: [...this.#weights.values()],
      integers: [...this.#integers.values()],
    });
  }

  #add(type: string, inputs: readonly Value[], attributes: Record<string, Attribute>, domain: string): Value {
    const output = `${type}_${this.#nodes.length}`;
    this.#nodes.push({ type, inputs, output, attributes, domain });
    return output;
  }

  #integer(tensor: IntegerTensor): Value {
    this.#integers.set(tensor.name, tensor);
    return tensor.name;
  }
}
