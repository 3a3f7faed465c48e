// The part of Protocol Buffers' wire format that an ONNX model needs (protobuf.dev/programming-guides/encoding).

const varintWire = 0;
const bytesWire = 2;
const float32Wire = 5;

const encoder = new TextEncoder();

/** One encoded field of a message: its key and its value. */
export type Field = Uint8Array;

/** A message is its fields one after another. */
export function message(fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, field) => sum + field.length, 0));
  let at = 0;
  for (const field of fields) {
    bytes.set(field, at);
    at += field.length;
  }
  return bytes;
}

/** An integer field; a negative one takes ten bytes, as 64-bit two's complement. */
export function intField(number: number, value: number): Field {
  return Uint8Array.from([...varint(key(number, varintWire)), ...varint(BigInt(value))]);
}

/** A field of four bytes. */
export function floatField(number: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return message([Uint8Array.from(varint(key(number, float32Wire))), bytes]);
}

/** A field of bytes: a nested message, or packed numbers. */
export function bytesField(number: number, bytes: Uint8Array): Field {
  return message([Uint8Array.from([...varint(key(number, bytesWire)), ...varint(BigInt(bytes.length))]), bytes]);
}

/** A field of UTF-8 text. */
export function textField(number: number, text: string): Field {
  return bytesField(number, encoder.encode(text));
}

function key(number: number, wire: number): bigint {
  return BigInt((number << 3) | wire);
}

/** Seven bits a byte, least significant first; the high bit says that more follow. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return bytes;
}
