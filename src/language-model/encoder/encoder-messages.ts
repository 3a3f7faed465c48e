import * as z from 'zod';
import { languageModelProblem } from '../../protocol/problems/language-model.ts';
import { device } from '../../protocol/rank-request.ts';
import { tokenizerFiles } from '../tokenizer/tokenizer-files.ts';

const id = z.number().int();
// Not `z.instanceof`: its type asks for a buffer that is not shared, which nothing here depends on.
const uint8Array = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const int32Array = z.custom<Int32Array>((value) => value instanceof Int32Array);
const float32Array = z.custom<Float32Array>((value) => value instanceof Float32Array);

const encoderInputs = z.record(z.string(), z.object({ data: int32Array, shape: z.array(z.number().int()) }));

/** What is asked of the encoder's thread; each message is answered once, in order. */
export const encoderRequest = z.discriminatedUnion('kind', [
  /** Comes first. */
  z.object({ id, kind: z.literal('open-tokenizer'), tokenizer: tokenizerFiles }),
  /** Comes next: the encoder graph, with the folder that holds its weights. */
  z.object({
    id,
    kind: z.literal('open-encoder'),
    graph: uint8Array,
    folder: z.string(),
    threads: z.number().int().positive(),
    device,
    /** What a device other than the CPU computes once, to see that it can: two texts, one of them padded. */
    trial: encoderInputs,
  }),
  z.object({ id, kind: z.literal('tokenize'), texts: z.array(z.string()), maxLength: z.number().int() }),
  z.object({
    id,
    kind: z.literal('run'),
    inputs: encoderInputs,
  }),
  /** Comes last: the thread ends. */
  z.object({ id, kind: z.literal('close') }),
]);

/** What is asked of the encoder's thread. */
export type EncoderRequest = z.infer<typeof encoderRequest>;

/** A request before it has its number. */
export type EncoderTask = EncoderRequest extends infer Request
  ? Request extends EncoderRequest
    ? Omit<Request, 'id'>
    : never
  : never;

/** What the encoder's thread answers. */
export const encoderReply = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('done') }),
  /** `refusal`: why the CPU computes and not the device that was asked for; null: that device does. */
  z.object({ id, kind: z.literal('opened'), refusal: z.string().nullable() }),
  /** All ids one after another, and how many are each text's. */
  z.object({ id, kind: z.literal('tokens'), ids: int32Array, lengths: int32Array }),
  /** float32 `[B, d]`. */
  z.object({ id, kind: z.literal('embeddings'), data: float32Array }),
  z.object({ id, kind: z.literal('failed'), problem: languageModelProblem }),
]);

/** What the encoder's thread answers. */
export type EncoderReply = z.infer<typeof encoderReply>;
