import * as z from 'zod';
import { device } from './rank-request.ts';

/** Why a listing ends before its end: its next page is one that was read, its link to it cannot be read, or it goes on and on. */
export const listingCut = z.enum(['loop', 'unreadable-link', 'too-long']);

/** Why a listing ends before its end. */
export type ListingCut = z.infer<typeof listingCut>;

const count = z.number().int().nonnegative();

/** A map with the code and the facts of its problem, as documents hold them. */
const skippedFact = z.object({ repo: z.string(), code: z.string(), detail: z.record(z.string(), z.json()) });

/** What a reader of a result should know about the run: a closed union, told apart by `code`. Nothing here stops a run. */
export const runWarning = z.discriminatedUnion('code', [
  /** The Hub was asked and gave no answer: the base model's revision and the list of maps are those that are known from before. */
  z.object({
    code: z.literal('run-hub-did-not-answer'),
    detail: z.object({ endpoint: z.string(), reason: z.string(), used: z.literal('cache') }),
  }),
  /** The Hub's list of maps is not known, nor was it before: the maps are those in the cache. `model`: theirs; null: those of all models. */
  z.object({
    code: z.literal('run-esms-from-cache'),
    detail: z.object({ model: z.string().nullable(), esms: z.number().int().nonnegative() }),
  }),
  /** ONNX Runtime could not start the device that was asked for; the embeddings are those of the CPU. `reason`: its own words. */
  z.object({
    code: z.literal('run-device-not-started'),
    detail: z.object({ device, reason: z.string(), used: z.literal('cpu') }),
  }),
  /** The server gives files only whole, so that there was no first look at maps: those that were to be looked at were fetched whole. */
  z.object({ code: z.literal('run-no-first-look'), detail: z.object({ endpoint: z.string(), esms: count }) }),
  /** Maps that a first look chose to be made whole were only looked at, because the rest of them could not be fetched. `first`: one of them, and its problem. */
  z.object({
    code: z.literal('run-look-not-completed'),
    detail: z.object({ endpoint: z.string(), esms: count, first: skippedFact }),
  }),
  /** Entries of a listing of the Hub that cannot be read, and so are missing. `list`: its URL. */
  z.object({ code: z.literal('run-listing-entries-skipped'), detail: z.object({ list: z.string(), count }) }),
  /** A listing of which only a part was read. */
  z.object({
    code: z.literal('run-listing-cut'),
    detail: z.object({ list: z.string(), reason: listingCut, pages: count, entries: count }),
  }),
  /** What fine-tuning gave is known, but of something else. `theirs`, `ours`: of the file and the ranking; for `rows` the dataset with its rows, for `tasks` how many. */
  z.object({
    code: z.literal('run-transfers-unused'),
    detail: z.object({
      file: z.string(),
      reason: z.enum(['model', 'revision', 'rows', 'tasks']),
      theirs: z.string(),
      ours: z.string(),
    }),
  }),
  /** A file of what fine-tuning gave that lies beside the notebook cannot be read. */
  z.object({ code: z.literal('run-transfers-unreadable'), detail: z.object({ file: z.string(), reason: z.string() }) }),
  /** The rows that were fine-tuned on are those ranked, but Python read some of them otherwise, or the file has changed since. */
  z.object({ code: z.literal('run-transfers-of-other-reading'), detail: z.object({ file: z.string(), rows: count }) }),
]);

/** A warning about a run. */
export type RunWarning = z.infer<typeof runWarning>;
