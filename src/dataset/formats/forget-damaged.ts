import { ProblemError } from '../../protocol/problem.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { Table } from '../table/table.ts';

/**
 * A table whose source forgets what it kept when that turns out to be damaged, so that the next run does not fail by the same bytes.
 *
 * @throws what opening throws
 */
export async function forgetDamaged(source: ByteSource, open: () => Promise<Table>): Promise<Table> {
  const table = await open().catch((error: unknown) => forget(source, error));
  return {
    ...table,
    async *rows(columns, options) {
      try {
        yield* table.rows(columns, options);
      } catch (error) {
        await forget(source, error);
      }
    },
  };
}

async function forget(source: ByteSource, error: unknown): Promise<never> {
  if (error instanceof ProblemError && damage.has(error.problem.code)) await source.forget?.();
  throw error;
}

const damage: ReadonlySet<string> = new Set(['dataset-damaged-file', 'dataset-truncated-file']);
