import { type Problem, problem } from './problem.ts';

/** Areas whose problems documents hold, as entries of `skipped` or `warnings`. */
const areas = ['esm', 'hub', 'language-model', 'dataset', 'run'];

/** A code with its facts, as a document holds them: without the area, and with the repository apart. */
export interface ProblemFact {
  code: string;
  detail: Record<string, unknown>;
  repo?: string;
}

/** The problem that a code with facts stands for; null where the code is not known here, as in a document of a newer version. */
export function problemOfFact({ code, detail, repo }: ProblemFact): Problem | null {
  for (const area of areas) {
    const parsed = problem.safeParse({ repo, ...detail, area, code });
    if (parsed.success) return parsed.data;
  }
  return null;
}
