import { Command, CommanderError } from 'commander';
import type { CommandContext } from './command-context.ts';
import { addCheckCommand } from './commands/check.ts';
import { addCodeCommand } from './commands/code.ts';
import { addEsmsCommand } from './commands/esms.ts';
import { addInspectCommand } from './commands/inspect.ts';
import { addMcpCommand } from './commands/mcp.ts';
import { addMergeCommand } from './commands/merge.ts';
import { addModelsCommand } from './commands/models.ts';
import { addPublishCommand } from './commands/publish.ts';
import { addRankCommand } from './commands/rank.ts';
import { addTrainCommand } from './commands/train.ts';
import { EndsWith } from './ends-with.ts';
import { exitCodes } from './exit-codes.ts';
import { reportProblem } from './report-problem.ts';
import { version } from './version.ts';

const description = `Which public dataset should a language model be fine-tuned on first?

Ranks intermediate tasks for a dataset of labelled texts with Embedding Space Maps and LogME. Your texts stay on this machine.`;

const commands = [
  addRankCommand,
  addMergeCommand,
  addCodeCommand,
  addInspectCommand,
  addModelsCommand,
  addEsmsCommand,
  addTrainCommand,
  addCheckCommand,
  addPublishCommand,
  addMcpCommand,
];

/** Runs one command line and returns its exit code. Results go to stdout, everything else to stderr. */
export async function runCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  const program = new Command('esm-rank').description(description).version(version);
  program.exitOverride().configureOutput({
    writeOut: (text) => context.stdout.write(text),
    writeErr: (text) => context.stderr.write(text),
    getOutHelpWidth: () => context.stdout.columns ?? 80,
  });
  for (const add of commands) add(program, context);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCodes.ok;
  } catch (error) {
    // Commander has printed its own message by now; help and --version also end this way, with code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.input;
    return error instanceof EndsWith ? error.exitCode : reportProblem(error, context.stderr);
  }
}
