import type { RateBucket } from './rate-gate.ts';

/** What a request was about, for the words of its failure. */
export interface RequestSubject {
  repo: string;
  repoType: 'model' | 'dataset';
  revision: string;
}

/** One request that may be sent again: what it changes is the same after the second time, or it is refused with a status that is accepted. */
export interface HubRequest {
  url: string;
  /** Default: GET. */
  method?: 'GET' | 'POST' | 'PUT';
  /** Of a request that writes; it is given more time, by its length. */
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
  /** `manual` gives the redirect itself. Default: follow. */
  redirect?: 'follow' | 'manual';
  /** Where the Hub counts it; a request to another host is not counted. */
  bucket: RateBucket;
  /** Null for listings. */
  subject: RequestSubject | null;
  signal: AbortSignal;
  /** Whether what is known from before can stand in for the answer: then a Hub that is down is soon given up. Default: false. */
  cacheCanAnswer?: boolean;
  /** Statuses beside 200 that are answers, not failures. */
  accept?: (response: Response) => boolean;
}
