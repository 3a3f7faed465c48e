/** Rows of a page. A few more than that stay on one: a second page of three rows helps nobody. */
export const rowsOfPage = 50;
const mostOnOnePage = 60;

/** A run of rows that are drawn. */
export interface RowPage {
  /** Which page, from 0. */
  page: number;
  pages: number;
  /** Its first row, and the one after its last. */
  from: number;
  to: number;
}

/** The page that shows the rows wanted, or the last there is. `wanted`: from 0; null: all rows on one. */
export function rowPage(count: number, wanted: number | null): RowPage {
  if (wanted === null || count <= mostOnOnePage) return { page: 0, pages: 1, from: 0, to: count };
  const pages = Math.ceil(count / rowsOfPage);
  const page = Math.min(wanted, pages - 1);
  return { page, pages, from: page * rowsOfPage, to: Math.min(count, (page + 1) * rowsOfPage) };
}
