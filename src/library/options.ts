import type { RunObserver } from '../engine/between-stages/run-events.ts';
import { ProblemError } from '../protocol/problem.ts';
import { type RankRequest, rankRequest } from '../protocol/rank-request.ts';

/** Settings of the engine. What is left out is as the environment says (`HF_ENDPOINT`, `HF_HOME`, `HF_TOKEN`, …), or its default. */
export interface EngineOptions {
  /** Address of the Hub. */
  endpoint?: string;
  /** Folder of the cache that is shared with Python's `huggingface_hub`. */
  cacheFolder?: string;
  /** Token of the Hub. */
  token?: string;
  /** Threads to compute with. Default: one a core. */
  threads?: number;
  /** Uses the cache only. Default: false. */
  offline?: boolean;
}

/** A ranking as a program asks for it. `dataset` and `model` are needed; the rest is inferred or takes its default. */
export type RankOptions = Partial<RankRequest> & Pick<RankRequest, 'dataset' | 'model'> & { engine?: EngineOptions };

/** How a caller follows and steers a run; all may be left out. */
export type RankObserver = Partial<RunObserver>;

/**
 * Callers in JavaScript have no compiler that looks at what they ask for.
 *
 * @throws {ProblemError} run-bad-setting where an option is unknown, or has another type
 */
export function parseRequest(options: Omit<RankOptions, 'engine'>): RankRequest {
  const parsed = rankRequest.strict().safeParse(options);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const setting = unknown ?? issue?.path.join('.') ?? '';
  const value = String(Object.entries(options).find(([key]) => key === setting)?.[1]);
  const expected = unknown === undefined ? (issue?.message ?? '') : 'an option that there is';
  throw new ProblemError({ area: 'run', code: 'run-bad-setting', setting, value, expected });
}
