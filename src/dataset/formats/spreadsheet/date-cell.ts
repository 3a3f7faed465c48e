import { Opaque } from '../../table/values.ts';

const DAY_MS = 86_400_000;

/** Day 0 of the two calendars of spreadsheets, ECMA-376 part 1, 18.17.4.1. The first counts a 29th of February 1900 that never was. */
const dayZero = { 1900: Date.UTC(1899, 11, 30), 1904: Date.UTC(1904, 0, 1) };

/** The 31st of December 9999. */
const LAST_DAY = 2_958_466;

/** A date as a cell; `2024-01-05`, `2024-01-05T03:04:00` or `03:04:00`. */
export function dateCell(written: string): Opaque {
  return new Opaque('date', written.slice(0, 40));
}

/** The date of a day number with the time as its fraction; the number itself where it is none. */
export function dateOfSerial(serial: number, calendar: 1900 | 1904): Opaque {
  if (!(serial >= 0 && serial < LAST_DAY)) return dateCell(String(serial));
  const days = calendar === 1900 && serial >= 1 && serial < 60 ? serial + 1 : serial;
  const seconds = Math.round((days * DAY_MS) / 1000) * 1000;
  const iso = new Date(dayZero[calendar] + seconds).toISOString();
  const [date = '', time = ''] = iso.slice(0, 19).split('T');
  if (serial < 1 && serial > 0) return dateCell(time);
  return dateCell(time === '00:00:00' ? date : `${date}T${time}`);
}
