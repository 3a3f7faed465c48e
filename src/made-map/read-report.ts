import { type TrainingReport, trainingReport, trainingReportSchema } from '../protocol/training-report.ts';

/** What an unknown value is as a training report. */
export type ReadReport =
  | { kind: 'report'; report: TrainingReport }
  /** A report of another version of this format; `schema` is what it calls itself. */
  | { kind: 'other-version'; schema: string }
  /** No report, or a damaged one; `where` is the path of the first bad field, empty for the whole. */
  | { kind: 'invalid'; where: string; reason: string; generator: string | null };

/** Reads a value from outside (a notebook, a file) as a training report. Never throws. */
export function readReport(value: unknown): ReadReport {
  const { schema, generator } = textsOf(value);
  if (schema !== null && schema !== trainingReportSchema) return { kind: 'other-version', schema };
  try {
    const parsed = trainingReport.safeParse(value);
    if (parsed.success) return { kind: 'report', report: parsed.data };
    const issue = parsed.error.issues[0];
    return { kind: 'invalid', where: issue?.path.map(String).join('.') ?? '', reason: issue?.message ?? '', generator };
  } catch (error) {
    // Values nested a thousand times exceed the stack.
    return { kind: 'invalid', where: '', reason: error instanceof Error ? error.message : String(error), generator };
  }
}

function textsOf(value: unknown): { schema: string | null; generator: string | null } {
  const textAt = (name: string) => {
    const text: unknown = value instanceof Object ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
    return typeof text === 'string' ? text : null;
  };
  return { schema: textAt('schema'), generator: textAt('generator') };
}
