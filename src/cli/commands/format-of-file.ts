import { extname } from 'node:path';
import type { RankFormat } from './rank-options.ts';

const formats: Partial<Record<string, RankFormat>> = {
  '.json': 'json',
  '.csv': 'csv',
  '.md': 'md',
  '.html': 'html',
  '.htm': 'html',
};

/** The format that the name of a file tells; a table where it tells none, or there is no file. */
export function formatOfFile(out: string | undefined): RankFormat {
  return formats[extname(out ?? '').toLowerCase()] ?? 'table';
}
