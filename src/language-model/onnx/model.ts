import { bytesField, floatField, intField, message, textField } from './protobuf.ts';

// An ONNX model as data, and its bytes. Field numbers are those of onnx.proto (github.com/onnx/onnx, IR version 10).

/** Types of numbers, as onnx.proto numbers them. */
export const dataTypes = { float32: 1, int32: 6, int64: 7, float16: 10, bfloat16: 16 } as const;

/** A type of numbers. */
export type DataType = keyof typeof dataTypes;

/** A value of an attribute of a node. `int` and `float` are different things in ONNX. */
export type Attribute = { int: number } | { ints: readonly number[] } | { float: number } | { text: string };

/** One operation. */
export interface Node {
  type: string;
  /** Names of values; an empty name leaves an optional input out. */
  inputs: readonly string[];
  output: string;
  attributes: Readonly<Record<string, Attribute>>;
  /** Empty for ONNX's own operators. */
  domain: string;
}

/** A constant that lies in a file: its bytes are never copied into the model. */
export interface ExternalTensor {
  name: string;
  type: DataType;
  shape: readonly number[];
  /** Path of the file within the folder that the session is given, with `/` between its parts. */
  location: string;
  /** First byte in the file; need not be aligned. */
  offset: number;
  /** Bytes. */
  length: number;
}

/** A constant of whole numbers, inside the model. */
export interface IntegerTensor {
  name: string;
  type: 'int32' | 'int64';
  shape: readonly number[];
  values: readonly number[];
}

/** An input or output; names in `shape` are sizes known only at run time. */
export interface ValueInfo {
  name: string;
  type: DataType;
  shape: readonly (string | number)[];
}

/** A graph of operations in the order in which they can run. */
export interface Model {
  nodes: readonly Node[];
  inputs: readonly ValueInfo[];
  outputs: readonly ValueInfo[];
  weights: readonly ExternalTensor[];
  integers: readonly IntegerTensor[];
}

const irVersion = 10;
/** The first version with an operator Gelu. */
const opset = 20;

/** Kinds of attributes, as onnx.proto numbers them. */
const attributeKinds = { float: 1, int: 2, text: 3, ints: 7 } as const;
/** TensorProto.data_location: the bytes are in a file. */
const external = 1;

/** The bytes of a ModelProto. */
export function encodeModel(model: Model): Uint8Array {
  return message([
    intField(1, irVersion),
    bytesField(7, encodeGraph(model)),
    bytesField(8, operatorSet('', opset)),
    bytesField(8, operatorSet('com.microsoft', 1)),
  ]);
}

function operatorSet(domain: string, version: number): Uint8Array {
  return message([textField(1, domain), intField(2, version)]);
}

function encodeGraph({ nodes, inputs, outputs, weights, integers }: Model): Uint8Array {
  return message([
    ...nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, 'encoder'),
    ...weights.map((tensor) => bytesField(5, encodeExternal(tensor))),
    ...integers.map((tensor) => bytesField(5, encodeIntegers(tensor))),
    ...inputs.map((value) => bytesField(11, encodeValueInfo(value))),
    ...outputs.map((value) => bytesField(12, encodeValueInfo(value))),
  ]);
}

function encodeNode({ type, inputs, output, attributes, domain }: Node): Uint8Array {
  return message([
    ...inputs.map((input) => textField(1, input)),
    textField(2, output),
    // A node has the name of its output, so that messages of ONNX Runtime say which it was.
    textField(3, output),
    textField(4, type),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, encodeAttribute(name, value))),
    textField(7, domain),
  ]);
}

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  if ('float' in value) {
    return message([textField(1, name), floatField(2, value.float), intField(20, attributeKinds.float)]);
  }
  if ('int' in value) return message([textField(1, name), intField(3, value.int), intField(20, attributeKinds.int)]);
  if ('ints' in value) {
    const values = value.ints.map((int) => intField(8, int));
    return message([textField(1, name), ...values, intField(20, attributeKinds.ints)]);
  }
  return message([textField(1, name), textField(4, value.text), intField(20, attributeKinds.text)]);
}

function encodeExternal({ name, type, shape, location, offset, length }: ExternalTensor): Uint8Array {
  return message([
    ...shape.map((size) => intField(1, size)),
    intField(2, dataTypes[type]),
    textField(8, name),
    bytesField(13, entry('location', location)),
    bytesField(13, entry('offset', String(offset))),
    bytesField(13, entry('length', String(length))),
    intField(14, external),
  ]);
}

function entry(key: string, value: string): Uint8Array {
  return message([textField(1, key), textField(2, value)]);
}

function encodeIntegers({ name, type, shape, values }: IntegerTensor): Uint8Array {
  const width = type === 'int64' ? 8 : 4;
  const raw = new DataView(new ArrayBuffer(values.length * width));
  for (const [i, value] of values.entries()) {
    if (type === 'int64') raw.setBigInt64(8 * i, BigInt(value), true);
    else raw.setInt32(4 * i, value, true);
  }
  return message([
    ...shape.map((size) => intField(1, size)),
    intField(2, dataTypes[type]),
    textField(8, name),
    bytesField(9, new Uint8Array(raw.buffer)),
  ]);
}

function encodeValueInfo({ name, type, shape }: ValueInfo): Uint8Array {
  const dimensions = shape.map((size) =>
    bytesField(1, message([typeof size === 'number' ? intField(1, size) : textField(2, size)])),
  );
  const tensor = message([intField(1, dataTypes[type]), bytesField(2, message(dimensions))]);
  return message([textField(1, name), bytesField(2, message([bytesField(1, tensor)]))]);
}
