import { ProblemError } from '../../../../protocol/problem.ts';
import { throwIfCancelled } from '../../../cancellation.ts';
import type { ByteSource } from '../../../sources/byte-source.ts';
import { BATCH_ROWS } from '../../reading-limits.ts';
import { readXml } from '../read-xml.ts';
import type { SheetRow, Spreadsheet } from '../spreadsheet.ts';
import { ZipParts } from '../zip-parts.ts';
import { contentPart, readSheetNames } from './sheet-names.ts';
import { OdsListener, type RepeatedRow } from './sheet-rows.ts';

/**
 * Opens an OpenDocument spreadsheet: .ods and templates of it. Its sheets stand in one part, which is read as a stream.
 * @throws ProblemError `dataset-damaged-file`, `dataset-truncated-file`, `dataset-protected-spreadsheet`,
 * `dataset-unpacks-too-large`, `run-cancelled`.
 */
export async function openOds(source: ByteSource, signal?: AbortSignal): Promise<Spreadsheet> {
  const parts = await ZipParts.open(source, 'ods');
  try {
    await refuseProtected(parts, signal);
    return {
      format: 'ods',
      sheets: await readSheetNames(parts, signal),
      async *rows(name, { columns, notes, signal: ofRows }) {
        try {
          const listener = new OdsListener(name, notes, columns);
          for await (const _ of readXml(parts.chunks(contentPart, ofRows), listener)) {
            yield* repeated(listener.rows, ofRows);
            listener.rows = [];
            if (listener.isOver) return;
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

function* repeated(rows: readonly RepeatedRow[], signal?: AbortSignal): Generator<SheetRow[]> {
  let batch: SheetRow[] = [];
  for (const { row, times } of rows) {
    for (let i = 0; i < times; i++) {
      batch.push(i === 0 ? row : { ...row, position: row.position + i });
      if (batch.length < BATCH_ROWS) continue;
      throwIfCancelled(signal);
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** OpenDocument 1.3 part 2, 4.8: parts that are encrypted are named in the manifest. */
async function refuseProtected(parts: ZipParts, signal?: AbortSignal): Promise<void> {
  const manifest = 'META-INF/manifest.xml';
  let isProtected = parts.has('encrypted-package');
  const listener = {
    open(tag: string) {
      if (tag === 'manifest:encryption-data') isProtected = true;
    },
    close() {},
    text() {},
  };
  if (parts.has(manifest)) for await (const _ of readXml(parts.chunks(manifest, signal), listener));
  if (isProtected) throw new ProblemError({ area: 'dataset', code: 'dataset-protected-spreadsheet', file: parts.file });
}
