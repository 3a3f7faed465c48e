import * as z from 'zod';
import { device } from './rank-request.ts';

/** What a reader of a result should know about the run: a closed union, told apart by `code`. Nothing here stops a run. */
export const runWarning = z.discriminatedUnion('code', [
  /** The Hub was asked and gave no answer: the base model's revision and the list of maps are those that are known from before. */
  z.object({
    code: z.literal('run-hub-did-not-answer'),
    detail: z.object({ endpoint: z.string(), reason: z.string(), used: z.literal('cache') }),
  }),
  /** ONNX Runtime could not start the device that was asked for; the embeddings are those of the CPU. `reason`: its own words. */
  z.object({
    code: z.literal('run-device-not-started'),
    detail: z.object({ device, reason: z.string(), used: z.literal('cpu') }),
  }),
]);

/** A warning about a run. */
export type RunWarning = z.infer<typeof runWarning>;
