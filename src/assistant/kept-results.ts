import type { RankingDocument } from '../ranking/document.ts';

/** A result that an assistant can come back to. */
export interface KeptResult {
  /** `ranking-1`, as the tools' arguments name it. */
  name: string;
  /** The resource that holds the whole of it; null where whoever asks has no resources. */
  uri: string | null;
  title: string;
  value: unknown;
}

/** A session keeps so many results; older ones go. */
const mostKept = 32;

/** The whole results of a session, of which answers show only a part. */
export class KeptResults {
  readonly #results = new Map<string, KeptResult>();
  readonly #rankings = new Map<string, RankingDocument>();
  readonly #hasResources: boolean;
  #last = 0;

  /** @param options.hasResources whether a client can read resources */
  constructor({ hasResources }: { hasResources: boolean }) {
    this.#hasResources = hasResources;
  }

  /** @param kind the start of its name */
  keep(kind: string, title: string, value: unknown): KeptResult {
    const name = `${kind}-${++this.#last}`;
    const result = { name, uri: this.#hasResources ? `esm-rank://results/${name}` : null, title, value };
    this.#results.set(name, result);
    const [oldest] = this.#results.keys();
    if (this.#results.size > mostKept && oldest !== undefined) {
      this.#results.delete(oldest);
      this.#rankings.delete(oldest);
    }
    return result;
  }

  /** The same of a ranking, which other tools can be asked about. */
  keepRanking(document: RankingDocument): KeptResult {
    const result = this.keep('ranking', `Ranking for ${document.target.source}`, document);
    this.#rankings.set(result.name, document);
    return result;
  }

  /** @param name or its URI */
  ranking(name: string): RankingDocument | null {
    return this.#rankings.get(name.replace(/^esm-rank:\/\/results\//, '')) ?? null;
  }

  rankingNames(): string[] {
    return [...this.#rankings.keys()];
  }

  list(): KeptResult[] {
    return [...this.#results.values()];
  }

  at(uri: string): KeptResult | null {
    return this.list().find((result) => result.uri === uri) ?? null;
  }
}
