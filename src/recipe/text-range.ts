/** A part of a text: offsets in UTF-16 units, the end not included. */
export interface TextRange {
  start: number;
  end: number;
}

/** Line and column of an offset, both counted from 1, as people and compilers count them. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1 };
}
