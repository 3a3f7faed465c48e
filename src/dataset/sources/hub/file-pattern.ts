/** What one step of a pattern takes of a path: some letters in place of the positions that were reached before. */
type Step = (path: string, reached: readonly boolean[]) => boolean[];

/** Tells the paths that a pattern stands for. */
export interface FilePattern {
  test(path: string): boolean;
}

/**
 * The pattern of a README's `data_files` for paths within a repository: `*` and `?` stay within a folder, `**` does not, `[…]` is one of
 * some letters (as fsspec's `glob`, which `datasets` uses). The time is that of the pattern's length times the path's, whatever stands in
 * it, because a stranger wrote it: as a regular expression a row of `**` would take for ever, and `[z-a]` be none.
 */
export function filePattern(pattern: string, folder: string | null): FilePattern {
  const path = pattern.replace(/^(?:\.?\/)+/, '');
  const steps = stepsOf(folder === null ? path : `${folder}/${path}`);
  return {
    test(candidate) {
      const start = Array.from({ length: candidate.length + 1 }, (_, position) => position === 0);
      return steps.reduce((reached, step) => step(candidate, reached), start).at(-1) ?? false;
    },
  };
}

function stepsOf(pattern: string): Step[] {
  const parts = pattern.match(/\*\*\/|\*\*|\[!?[^\]/]+\]|[\s\S]/g) ?? [];
  return parts.map((part) => {
    if (part === '**/') return run((letterBefore) => letterBefore === '/');
    if (part === '**') return run(() => true);
    if (part === '*') return run((_, sameFolder) => sameFolder);
    if (part === '?') return oneLetter((letter) => letter !== '/');
    if (part.length > 1) return oneLetter(letterClass(part.slice(1, -1)));
    return oneLetter((letter) => letter === part);
  });
}

/** One letter that passes. */
function oneLetter(passes: (letter: string) => boolean): Step {
  return (path, reached) =>
    reached.map((_, end) => end > 0 && reached[end - 1] === true && passes(path[end - 1] ?? ''));
}

/** Nothing, or any number of letters up to a place that may be an end. */
function run(mayEnd: (letterBefore: string, sameFolder: boolean) => boolean): Step {
  return (path, reached) => {
    let begun = false;
    let sameFolder = false;
    return reached.map((isReached, end) => {
      const letterBefore = path[end - 1] ?? '';
      if (letterBefore === '/') sameFolder = false;
      const ends = isReached || (begun && mayEnd(letterBefore, sameFolder));
      if (isReached) begun = sameFolder = true;
      return ends;
    });
  };
}

/** `a-z_` or, after `!`, any letter but these. A range that ends before it begins holds none. */
function letterClass(written: string): (letter: string) => boolean {
  const isNegated = written.startsWith('!') && written.length > 1;
  const ranges = [...(isNegated ? written.slice(1) : written).matchAll(/([\s\S])-([\s\S])|([\s\S])/g)].map(
    ([, first = '', last = '', only]) => (only === undefined ? { first, last } : { first: only, last: only }),
  );
  const holds = (letter: string) => ranges.some(({ first, last }) => first <= letter && letter <= last);
  return (letter) => letter !== '/' && holds(letter) !== isNegated;
}
