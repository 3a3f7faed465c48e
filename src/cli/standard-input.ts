import { type Command, Option } from 'commander';
import { standardInput, withSpooledDataset } from '../engine/target/spool-dataset.ts';
import { inputFormat } from '../protocol/rank-request.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';

/** The option that says what standard input holds. */
export function inputFormatOption(): Option {
  return new Option('--input-format <name>', 'what standard input holds, where the file is "-"').choices(
    inputFormat.options,
  );
}

/**
 * Calls `use` with the folder that the dataset is taken from: for `-` one into which standard input was copied, else none.
 * Ends the command where standard input cannot be a dataset.
 */
export async function withStandardInput<T>(
  command: Command,
  { dataset, format }: { dataset: string; format: string | undefined },
  { stdin, signal }: CommandContext,
  use: (folder: string | undefined) => Promise<T>,
): Promise<T> {
  const fail = (message: string) => command.error(`error: ${message}`, { exitCode: exitCodes.input });
  if (dataset !== standardInput) {
    return format === undefined ? use(undefined) : fail('--input-format is for standard input: name the file "-"');
  }
  if (format === undefined) return fail('standard input has no name that tells its format: give --input-format');
  if (stdin.isTTY) return fail('standard input is a terminal: pipe a dataset into the command, or name a file');
  return withSpooledDataset(stdin, signal, use);
}
