import type { ByteSource } from '../../../sources/byte-source.ts';
import { readXml } from '../read-xml.ts';
import type { Spreadsheet } from '../spreadsheet.ts';
import { ZipParts } from '../zip-parts.ts';
import { readDateStyles } from './date-styles.ts';
import { readSharedStrings } from './shared-strings.ts';
import { type CellContext, SheetListener } from './sheet-rows.ts';
import { readWorkbook } from './workbook.ts';

/**
 * Opens an Office Open XML workbook (ECMA-376): .xlsx, .xlsm, and templates of them. The texts that cells share are read when the
 * first rows are; rows are read as a stream.
 * @throws ProblemError `dataset-damaged-file`, `dataset-truncated-file`, `dataset-protected-spreadsheet`,
 * `dataset-unpacks-too-large`, `dataset-sheet-too-large`, `dataset-unsupported-format`, `run-cancelled`.
 */
export async function openXlsx(source: ByteSource, signal?: AbortSignal): Promise<Spreadsheet> {
  const parts = await ZipParts.open(source, 'xlsx');
  try {
    const workbook = await readWorkbook(parts, signal);
    const { sharedStrings, styles, calendar } = workbook;
    let opened: Promise<CellContext> | null = null;
    const open = async (): Promise<CellContext> => ({
      dateStyles: styles !== null && parts.has(styles) ? await readDateStyles(parts, styles, signal) : new Set(),
      texts:
        sharedStrings !== null && parts.has(sharedStrings)
          ? await readSharedStrings(parts, sharedStrings, signal)
          : null,
      calendar,
    });
    return {
      format: 'xlsx',
      sheets: workbook.sheets,
      async *rows(name, { columns, notes, signal: ofRows }) {
        const part = workbook.sheets.find((sheet) => sheet.name === name)?.part ?? '';
        try {
          opened ??= open();
          const listener = new SheetListener(await opened, notes, columns);
          for await (const _ of readXml(parts.chunks(part, ofRows), listener)) {
            if (listener.rows.length > 0) yield listener.rows;
            listener.rows = [];
          }
        } catch (cause) {
          throw parts.problem(cause);
        }
      },
    };
  } catch (cause) {
    throw parts.problem(cause);
  }
}
