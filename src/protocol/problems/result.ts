import * as z from 'zod';
import { fileFault } from '../file-fault.ts';

const area = z.literal('result');
const file = z.string();

/** What a file should hold that is read again: a ranking, or what fine-tuning on its tasks gave. */
const kind = z.enum(['ranking', 'transfers']);

/** Why a result that was written before cannot be used again. */
export const resultProblem = z.discriminatedUnion('code', [
  z.object({ area, code: z.literal('result-unreadable'), kind, file, fault: fileFault, detail: z.string() }),
  /** No JSON, or far more of it than any such file holds. */
  z.object({ area, code: z.literal('result-not-json'), kind, file, reason: z.string() }),
  /** `schema` is what the file calls itself. */
  z.object({ area, code: z.literal('result-other-version'), kind, file, schema: z.string() }),
  /** JSON of another kind, or damaged; `where` is the path of the first bad field, empty for the whole. */
  z.object({ area, code: z.literal('result-of-another-kind'), kind, file, where: z.string(), reason: z.string() }),
  /** A ranking that ranks nothing. */
  z.object({ area, code: z.literal('result-without-tasks'), file }),
  /** An assistant names a result that this session did not make, or made long ago; `kept`: those that there are. */
  z.object({ area, code: z.literal('result-not-kept'), name: z.string(), kept: z.array(z.string()) }),
  /** `similar`: names of tasks that are like the one asked for. */
  z.object({ area, code: z.literal('result-unknown-task'), file, task: z.string(), similar: z.array(z.string()) }),
]);

/** A problem of a result that is read again. */
export type ResultProblem = z.infer<typeof resultProblem>;
