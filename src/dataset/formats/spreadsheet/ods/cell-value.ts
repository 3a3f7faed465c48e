import { dateCell } from '../date-cell.ts';
import type { Attributes } from '../read-xml.ts';
import { type Cell, numberText } from '../spreadsheet.ts';
import type { CellText } from './cell-text.ts';

/** What a cell holds (OpenDocument 1.3 part 3, 19.385); an error, which LibreOffice marks, is a missing value, as for pandas. */
export function valueOfCell(attributes: Attributes, text: CellText): { value: Cell; isFilled: boolean } {
  const type = attributes['office:value-type'];
  if (attributes['calcext:value-type'] === 'error') return { value: null, isFilled: true };
  if (type === undefined && text.text === '') return { value: null, isFilled: false };
  return { value: typedValue(type, attributes, text), isFilled: true };
}

function typedValue(type: string | undefined, attributes: Attributes, { text }: CellText): Cell {
  switch (type) {
    case 'float':
    case 'percentage':
    case 'currency':
      return numberText(attributes['office:value'] ?? text);
    case 'boolean':
      return attributes['office:boolean-value'] === 'true' ? 'True' : 'False';
    case 'date':
      return dateCell((attributes['office:date-value'] ?? text).replace('T00:00:00', ''));
    case 'time':
      return dateCell(timeOf(attributes['office:time-value'] ?? text));
    default: {
      const written = attributes['office:string-value'] ?? text;
      return written === '' ? null : written;
    }
  }
}

/** `03:04:00` for the duration `PT03H04M00S`. */
function timeOf(duration: string): string {
  const [, hours = '0', minutes = '0', seconds = '0'] = /^PT(\d+)H(\d+)M(\d+)/.exec(duration) ?? [];
  return [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':');
}
