import * as z from 'zod';
import { rankingDocument } from './document.ts';
import { rankingIdentity } from './ranking-identity.ts';

/**
 * Messages between the notebook renderer (in a web page) and the extension (in the extension host). Both ends parse what they
 * receive. The renderer works without an answer: until the extension has said what it can do, it offers only what the page can.
 */

/** What the extension can do for a ranking, and for a map that was made. */
export const rendererAction = z.enum([
  'save',
  'copy',
  'insert-fine-tuning-cell',
  'rank-with-map',
  'publish-map',
  'open-map-folder',
]);

/** What the extension can do. */
export type RendererAction = z.infer<typeof rendererAction>;

/** A number that the reply repeats. */
const request = z.number().int().nonnegative();

/** From the renderer to the extension. */
export const messageFromRenderer = z.discriminatedUnion('type', [
  /** Sent once for each page, answered by `actions` and `rankings`; `views` comes first where some were kept, and `words` where the editor does not speak English. */
  z.object({ type: z.literal('hello') }),
  /** Save a file where the user chooses; `content` is text, or base64 for pictures. */
  z.object({
    type: z.literal('save'),
    request,
    /** Proposed name, without a folder. */
    name: z.string(),
    mime: z.string(),
    encoding: z.enum(['text', 'base64']),
    content: z.string(),
  }),
  z.object({ type: z.literal('copy'), request, text: z.string() }),
  /** Keep what the user has done to the views of this notebook; VS Code itself forgets it with the page. */
  z.object({ type: z.literal('keep-views'), views: z.json() }),
  /** Send a ranking of the notebook that the page has not drawn. `key`: its `rankingKey`. */
  z.object({ type: z.literal('read-ranking'), request, key: z.string(), created: z.string().nullable() }),
  /** Insert a cell below that measures what the task gives, and each of those beside it: it fine-tunes with and without them first. */
  z.object({
    type: z.literal('insert-fine-tuning-cell'),
    request,
    target: rankingDocument.shape.target,
    model: rankingDocument.shape.model,
    task: rankingDocument.shape.tasks.element,
    beside: rankingDocument.shape.tasks.default([]),
    warnings: rankingDocument.shape.warnings,
  }),
  /** Ask for a dataset, and rank a map of one's own beside those of the Hub. `map`: the absolute path of its folder. */
  z.object({ type: z.literal('rank-with-map'), request, map: z.string() }),
  /** Ask where to, show what will be made public, and publish it once the person agrees. */
  z.object({ type: z.literal('publish-map'), request, map: z.string() }),
  z.object({ type: z.literal('open-map-folder'), request, map: z.string() }),
]);

/** A message from the renderer to the extension. */
export type MessageFromRenderer = z.infer<typeof messageFromRenderer>;

/** Sentences in the language of the editor, by those of the code. Where one is missing it stays English. */
export const dictionary = z.object({
  /** As HTML names it: `de`, `zh-cn`. */
  language: z.string().refine(isLanguage, 'no name of a language'),
  sentences: z.record(z.string(), z.string()),
});

/** Sentences in the language of the editor. */
export type Dictionary = z.infer<typeof dictionary>;

function isLanguage(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name).length > 0;
  } catch {
    return false;
  }
}

/** From the extension to the renderer. */
export const messageToRenderer = z.discriminatedUnion('type', [
  dictionary.extend({ type: z.literal('words') }),
  z.object({ type: z.literal('actions'), actions: z.array(rendererAction) }),
  /** What `keep-views` was given last for this notebook. */
  z.object({ type: z.literal('views'), views: z.json() }),
  /** All rankings in the outputs of the notebook, in their order, also those that the page has not drawn; sent anew when a cell has run, or is gone. */
  z.object({ type: z.literal('rankings'), rankings: z.array(rankingIdentity) }),
  /** The end of `read-ranking`: the document as it stands in the notebook; null: the notebook has it no longer. */
  z.object({ type: z.literal('ranking'), request, document: z.unknown() }),
  /** The end of every other request. `outcome` in words for the user: what was done, or what went wrong. */
  z.object({ type: z.literal('reply'), request, ok: z.boolean(), outcome: z.string() }),
]);

/** A message from the extension to the renderer. */
export type MessageToRenderer = z.infer<typeof messageToRenderer>;
