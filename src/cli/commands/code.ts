import type { Command } from 'commander';
import * as z from 'zod';
import { fineTuningCell } from '../../fine-tuning/fine-tuning-cell.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { taskName } from '../../ranking/task-name.ts';
import { chosenTasks } from '../../saved-ranking/chosen-tasks.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { checkOutput } from '../output-target.ts';
import { readRanking } from '../read-ranking.ts';
import { writeOutput } from '../write-output.ts';
import { collect, positiveInteger } from './option-values.ts';

const codeOptions = z.object({
  tasks: z.number().optional(),
  task: z.array(z.string()).optional(),
  out: z.string().optional(),
  quiet: z.boolean().default(false),
});

const example = `
Example:
  esm-rank rank tickets.csv --model bert-base-multilingual-uncased --format json --out ranking.json
  esm-rank code ranking.json -o measure.py
  python measure.py
  esm-rank rank tickets.csv --model bert-base-multilingual-uncased --transfers tickets.transfers.json
`;

/** `esm-rank code <ranking>`: Python that measures what the first tasks really give. */
export function addCodeCommand(program: Command, context: CommandContext): void {
  const command: Command = program
    .command('code')
    .argument('<ranking>', 'file that `rank --format json` wrote, or - for standard input')
    .summary('write Python that measures what the first tasks really give')
    .description(
      'Write Python that fine-tunes on your dataset with and without each of the tasks first, over several seeds, and compares the results on the same rows. It says how long that takes before it starts, and goes on after an interruption.',
    )
    .option('--tasks <n>', 'the first n tasks (default: those to try)', positiveInteger)
    .option('--task <name>', 'this task, by its name, map or rank; repeat it for several', collect)
    .option('-o, --out <file>', 'write to a file instead of stdout')
    .option('--quiet', 'only problems on stderr')
    .addHelpText('after', example)
    .action(async (file: string, raw: unknown) => {
      const { tasks: count, task: names, out, quiet } = codeOptions.parse(raw);
      if (count !== undefined && names !== undefined) {
        command.error('error: --tasks and --task cannot be used together', { exitCode: exitCodes.input });
      }
      await checkOutput(out, [file]);
      const document = await readRanking(file, context);
      const tasks = chosenTasks(document, { count, names }, file);
      const { target, model, warnings } = document;
      const source = `${fineTuningCell({ target, model, tasks, warnings })}\n`;
      if (out === undefined) context.stdout.write(source);
      else await writeOutput(out, source, context);
      if (quiet || out === undefined) return;
      const list = tasks.map((task) => plainLine(taskName(task))).join(', ');
      context.stderr.write(`Measures ${list}. Run it in the folder that ${plainLine(target.source)} is named from.\n`);
    });
}
