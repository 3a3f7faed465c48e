import type { TextTable } from '../../made-map/text-table.ts';
import { ScrollRegion } from '../scroll-region.tsx';
import { useWords } from '../use-words.ts';

interface ReportTableProps {
  table: TextTable;
  /** Where a cell leads; null: nowhere. */
  address?: (row: number, column: number) => string | null;
}

/** A small table under its title. The first column names the rows. */
export function ReportTable({ table, address = () => null }: ReportTableProps) {
  const { written } = useWords();
  const { title, heads, numeric, rows } = table;
  const classOf = (column: number) => (numeric[column] ? 'numeric' : undefined);
  return (
    <section class="report-table">
      <h3>{title}</h3>
      <ScrollRegion className="table-scroller" label={title}>
        <table>
          <thead>
            <tr>
              {heads.map((head, column) => (
                <th key={head} scope="col" class={classOf(column)}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={cells.join('\n')}>
                {cells.map((cell, column) => {
                  const content = <Cell text={numeric[column] ? written(cell) : cell} address={address(row, column)} />;
                  return column === 0 ? (
                    <th key={heads[column]} scope="row" title={cell}>
                      {content}
                    </th>
                  ) : (
                    <td key={heads[column]} class={classOf(column)} title={cell}>
                      {content}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

function Cell({ text, address }: { text: string; address: string | null }) {
  if (address === null) return <bdi>{text}</bdi>;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      <bdi>{text}</bdi>
    </a>
  );
}
