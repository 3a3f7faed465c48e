import { displayWidth } from '../ranking/display-width.ts';
import { plainLine } from '../ranking/plain-text.ts';

/** A plain table: a header line, then the rows, columns two spaces apart; columns that hold only numbers are set right. */
export function formatColumns(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((line) => line.map(plainLine));
  const columns = header.map((_, index) => {
    const cells = lines.map((line) => line[index] ?? '');
    return {
      width: cells.reduce((widest, cell) => Math.max(widest, displayWidth(cell)), 0),
      right: cells.slice(1).every((cell) => /^[\d.,%]+$/.test(cell)),
    };
  });
  const text = lines.map((line) =>
    line
      .map((cell, index) => pad(cell, columns[index]))
      .join('  ')
      .trimEnd(),
  );
  return `${text.join('\n')}\n`;
}

function pad(cell: string, column: { width: number; right: boolean } | undefined): string {
  const space = ' '.repeat(Math.max(0, (column?.width ?? 0) - displayWidth(cell)));
  return column?.right ? space + cell : cell + space;
}
