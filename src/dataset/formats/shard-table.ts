import { ProblemError } from '../../protocol/problem.ts';
import type { ByteSource } from '../sources/byte-source.ts';
import type { Column, Row, Table } from '../table/table.ts';

/** Opens one shard as a table. */
type OpenShard = (shard: ByteSource) => Promise<Table>;

/**
 * Shards as one table: the rows of one after those of another, numbered through. A shard is opened when its turn comes.
 * @param source Has at least one shard.
 * @throws ProblemError of the shards; while reading also `dataset-shards-differ`.
 */
export async function openShardTable(
  source: ByteSource,
  shards: readonly ByteSource[],
  open: OpenShard,
): Promise<Table> {
  const [shard] = shards;
  if (!shard) throw new ProblemError({ area: 'dataset', code: 'dataset-foreign-folder', file: source.name });
  const first = await open(shard);
  const columns = first.columns.map((column) => withClassNames(column, source.classNames));
  return {
    ...first,
    columns,
    warnings: [...(source.warnings ?? []), ...first.warnings],
    rowCount: shards.length === 1 ? first.rowCount : null,
    rows: (names, options) => shardRows(source.name, shards, open, columns, names, options?.signal),
  };
}

async function* shardRows(
  file: string,
  shards: readonly ByteSource[],
  open: OpenShard,
  columns: readonly Column[],
  names: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<Row[]> {
  let before = 0;
  for (const shard of shards) {
    const table = await open(shard);
    if (namesOf(table.columns) !== namesOf(columns)) {
      throw new ProblemError({ area: 'dataset', code: 'dataset-shards-differ', file, shard: shard.name });
    }
    let last = 0;
    for await (const batch of table.rows(names, { signal })) {
      last = batch.at(-1)?.number ?? last;
      yield before === 0 ? batch : batch.map((row) => ({ ...row, number: row.number + before }));
    }
    before += last;
  }
}

function namesOf(columns: readonly Column[]): string {
  return JSON.stringify(columns.map(({ name }) => name).sort());
}

function withClassNames(column: Column, classNames: ByteSource['classNames']): Column {
  const names = classNames?.get(column.name);
  return names && column.kind === 'integer' ? { ...column, kind: 'class-label', classNames: names } : column;
}
