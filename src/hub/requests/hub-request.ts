import type { RateBucket } from './rate-gate.ts';

/** What a request was about, for the words of its failure. */
export interface RequestSubject {
  repo: string;
  repoType: 'model' | 'dataset';
  revision: string;
}

/** One idempotent request: it may be sent again. */
export interface HubRequest {
  url: string;
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
  /** Statuses at or above 400 that are answers, not failures. */
  accept?: (response: Response) => boolean;
}
