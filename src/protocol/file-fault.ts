import * as z from 'zod';
import { errorCode } from './error-code.ts';

/** Why a file that a person named cannot be read. */
export const fileFault = z.enum(['missing', 'is-folder', 'no-permission', 'other']);

/** Why a file cannot be read. */
export type FileFault = z.infer<typeof fileFault>;

const faults: Partial<Record<string, FileFault>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'is-folder',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};

/** What the system's error comes to, with its code where no fault says it. */
export function fileFaultOf(error: unknown): { fault: FileFault; detail: string } {
  const code = errorCode(error);
  const fault = faults[code] ?? 'other';
  const said = error instanceof Error ? error.message : String(error);
  return { fault, detail: fault === 'other' ? code || said : '' };
}
