import type { RendererContext } from 'vscode-notebook-renderer';
import * as z from 'zod';
import type { RankingDocument } from '../ranking/document.ts';
import { type RankingIdentity, rankingKey } from '../ranking/ranking-identity.ts';
import { readDocument } from '../ranking/read-document.ts';
import {
  type Dictionary,
  type MessageFromRenderer,
  messageToRenderer,
  type RendererAction,
} from '../ranking/renderer-messages.ts';
import { type Observable, observable } from './observable.ts';

/** How a request to the extension ended, in words for the user. */
export interface Outcome {
  ok: boolean;
  outcome: string;
}

type Request = Exclude<Extract<MessageFromRenderer, { request: number }>, { type: 'read-ranking' }>;
/** A request before it has its number; distributes over the kinds of request. */
export type UnnumberedRequest = Request extends infer Each
  ? Each extends Request
    ? Omit<Each, 'request'>
    : never
  : never;

/** The way to the extension, which may be absent: in a browser, in an untrusted workspace, in another editor. */
export interface ExtensionLink {
  /** What the extension said it can do; empty until then. */
  actions: Observable<ReadonlySet<RendererAction>>;
  /** The editor's language; null: English, undefined: not told yet. */
  words: Observable<Dictionary | null | undefined>;
  /** What it had kept of the views of this notebook; undefined: nothing, or not told yet. */
  keptViews: Observable<unknown>;
  /** Asks it to keep the views of this notebook, once they have been left alone for a moment. */
  keepViews(views: unknown): void;
  /** The rankings of the notebook, also those that the page has not drawn; none until the extension has told them. */
  rankings: Observable<readonly RankingIdentity[]>;
  /** Reads one of them; null where the notebook has it no longer, or it cannot be read. */
  readRanking(ranking: RankingIdentity): Promise<RankingDocument | null>;
  /** Sends a request; resolves with its end, also where that is a failure. */
  request(message: UnnumberedRequest): Promise<Outcome>;
}

const json = z.json();

/** Typing in the search field must not send each letter. */
const keepAfterMs = 300;

/** Opens the way and asks the extension what it can do. */
export function linkToExtension(context: RendererContext<unknown>): ExtensionLink {
  const actions = observable<ReadonlySet<RendererAction>>(new Set());
  const keptViews = observable<unknown>(undefined);
  const words = observable<Dictionary | null | undefined>(undefined);
  const rankings = observable<readonly RankingIdentity[]>([]);
  const waiting = new Map<number, (outcome: Outcome) => void>();
  const reading = new Map<number, (document: unknown) => void>();
  let lastRequest = 0;
  let keeping: ReturnType<typeof setTimeout> | undefined;
  const post = (message: MessageFromRenderer) => context.postMessage?.(message);
  context.onDidReceiveMessage?.((received: unknown) => {
    const parsed = messageToRenderer.safeParse(received);
    if (!parsed.success) return;
    const message = parsed.data;
    if (message.type === 'actions') {
      // Words come before; without them the editor speaks English.
      words.set(words.get() ?? null);
      return actions.set(new Set(message.actions));
    }
    if (message.type === 'views') return keptViews.set(message.views);
    if (message.type === 'words') return words.set({ language: message.language, sentences: message.sentences });
    if (message.type === 'rankings') return rankings.set(message.rankings);
    if (message.type === 'ranking') {
      reading.get(message.request)?.(message.document);
      reading.delete(message.request);
      return;
    }
    waiting.get(message.request)?.({ ok: message.ok, outcome: message.outcome });
    waiting.delete(message.request);
  });
  post({ type: 'hello' });
  return {
    actions,
    words,
    keptViews,
    rankings,
    async readRanking(ranking) {
      lastRequest += 1;
      const request = lastRequest;
      const answer = new Promise<unknown>((resolve) => reading.set(request, resolve));
      post({ type: 'read-ranking', request, key: rankingKey(ranking), created: ranking.created });
      const read = readDocument(await answer);
      return read.kind === 'document' ? read.document : null;
    },
    keepViews(views) {
      clearTimeout(keeping);
      const { data } = json.safeParse(views);
      if (data !== undefined) keeping = setTimeout(() => post({ type: 'keep-views', views: data }), keepAfterMs);
    },
    request(message) {
      lastRequest += 1;
      const request = lastRequest;
      post({ ...message, request });
      return new Promise((resolve) => waiting.set(request, resolve));
    },
  };
}
