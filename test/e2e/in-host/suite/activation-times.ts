import { commands, workspace } from 'vscode';

/** What VS Code measured when it activated an extension, in milliseconds. */
export interface ActivationTimes {
  loadMs: number;
  activateMs: number;
  /** From the call's return to the end of what it promised. */
  finishMs: number;
  event: string;
}

/** Reads the report of the command *Developer: Startup Performance*; undefined where it does not know the extension yet. */
export async function activationTimes(extension: string): Promise<ActivationTimes | undefined> {
  await commands.executeCommand('perfview.show');
  const report = workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
  // | Extension | Eager | Load Code | Call Activate | Finish Activate | Event | By |
  const lines = report?.getText().split('\n') ?? [];
  const row = lines.find((line) => line.includes(extension)) ?? '';
  const cells = row.split('|').map((cell) => cell.trim());
  const [, eager, load, activate, finish, event] = cells.filter((cell) => cell !== '');
  if (event === undefined || eager !== 'false') return undefined;
  return { loadMs: Number(load), activateMs: Number(activate), finishMs: Number(finish), event };
}
