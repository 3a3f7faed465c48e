import * as z from 'zod';
import { parseJson } from '../../json/parse-json.ts';
import type { ListingCut, RunWarning } from '../../protocol/run-warnings.ts';
import { isUnanswered } from '../cache/cache-may-answer.ts';
import type { Hub } from '../hub.ts';
import type { RequestSubject } from './hub-request.ts';
import { type NextPage, nextPage } from './next-page.ts';
import { readableAnswer } from './readable-answer.ts';
import { withoutQuery } from './response-problem.ts';
import { largestAnswer, wholeAnswer } from './whole-answer.ts';

/** A list that the Hub gives in pages. */
export interface Listing<Entry> {
  hub: Hub;
  /** Of the first page. */
  url: string;
  /** What an entry must be. One that is not is left out, and told of. */
  form: z.ZodType<Entry>;
  subject: RequestSubject | null;
  signal: AbortSignal;
  cacheCanAnswer?: boolean;
  /** Entries that are wanted at most. Default: all. */
  limit?: number;
}

/** What was listed, and whether that is all. */
export interface Listed<Entry> {
  entries: Entry[];
  isWhole: boolean;
}

/** Pages of one listing. The Hub gives 500 models or 1,000 files a page; the longest of these listings have some twenty. */
export const maxPages = 500;

/** Bytes of all pages of one listing. */
const maxBytes = 256e6;

/** How often a listing is begun again when a page after the first fails for good: its cursor cannot be used again. */
const tries = 2;

/**
 * Reads a listing page by page. What is not right in it is told to `hub.onWarning` and does not end it: entries of another form,
 * a next page that cannot be found, a listing without an end.
 *
 * @throws {ProblemError} a problem of the Hub, run-cancelled
 */
export async function readListing<Entry>(listing: Listing<Entry>): Promise<Listed<Entry>> {
  for (let attempt = 1; ; attempt++) {
    const pages = new ListingPages(listing);
    try {
      return await pages.toEnd();
    } catch (error) {
      if (!isUnanswered(error) || pages.count === 0 || attempt === tries) throw error;
    }
  }
}

class ListingPages<Entry> {
  readonly #listing: Listing<Entry>;
  readonly #entries: Entry[] = [];
  readonly #read = new Set<string>();
  #bytes = 0;
  #skipped = 0;

  constructor(listing: Listing<Entry>) {
    this.#listing = listing;
  }

  /** Pages that were read. */
  get count(): number {
    return this.#read.size;
  }

  async toEnd(): Promise<Listed<Entry>> {
    const { limit = Number.POSITIVE_INFINITY } = this.#listing;
    let next: NextPage = { url: this.#listing.url };
    while ('url' in next && this.#entries.length < limit) {
      if (this.count === maxPages || this.#bytes > maxBytes) return this.#listed('too-long');
      next = await this.#readPage(next.url);
    }
    return this.#listed('end' in next && next.end !== 'last-page' ? next.end : null);
  }

  async #readPage(url: string): Promise<NextPage> {
    const { hub, form, subject, signal, cacheCanAnswer = false } = this.#listing;
    const request = { url, bucket: 'api', subject, signal, cacheCanAnswer } as const;
    const { body, headers } = await wholeAnswer(hub, { ...request, headers: { Accept: 'application/json' } });
    const entries = await readableAnswer(withoutQuery(url), async () =>
      z.array(z.unknown()).parse(parseJson(body, { maxBytes: largestAnswer })),
    );
    for (const entry of entries) {
      const parsed = form.safeParse(entry);
      if (parsed.success) this.#entries.push(parsed.data);
      else this.#skip(parsed.error);
    }
    this.#read.add(url);
    this.#bytes += body.length;
    return nextPage(hub, url, headers, this.#read);
  }

  #skip(error: z.ZodError): void {
    this.#skipped += 1;
    if (this.#skipped > 1) return;
    this.#listing.hub.log('warn', `an entry of the listing cannot be read: ${z.prettifyError(error)}`);
  }

  #listed(cut: ListingCut | null): Listed<Entry> {
    const { limit } = this.#listing;
    const list = withoutQuery(this.#listing.url);
    const entries = this.#entries.slice(0, limit);
    if (this.#skipped > 0) {
      this.#warn({ code: 'run-listing-entries-skipped', detail: { list, count: this.#skipped } });
    }
    if (cut !== null) {
      const detail = { list, reason: cut, pages: this.count, entries: entries.length };
      this.#warn({ code: 'run-listing-cut', detail });
    }
    return { entries, isWhole: cut === null && this.#skipped === 0 };
  }

  #warn(warning: RunWarning): void {
    const { hub } = this.#listing;
    hub.log('warn', `${warning.code} ${JSON.stringify(warning.detail)}`);
    hub.onWarning?.(warning);
  }
}
