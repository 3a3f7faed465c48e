import { type Command, Option } from 'commander';
import { indentedJson } from '../../ranking/export/json.ts';
import type { CommandContext } from '../command-context.ts';
import { formatColumns } from '../format-columns.ts';
import { describeWarnings, linesOf } from '../run-notes.ts';

/** `esm-rank models`: base models that have Embedding Space Maps, with how many. */
export function addModelsCommand(program: Command, context: CommandContext): void {
  program
    .command('models')
    .summary('list base models and how many maps each has')
    .description('List the base models that have Embedding Space Maps on the Hub, those with most maps first.')
    .option('--offline', 'make no request; use the last listing, or the cache')
    .addOption(new Option('--format <name>', 'format of the result').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExample:\n  esm-rank models\n')
    .action(async (options: { offline?: boolean; format: string }) => {
      const engine = context.createEngine({ offline: options.offline ?? false });
      const { models, warnings } = await engine.models({ signal: context.signal });
      context.stderr.write(linesOf(describeWarnings(warnings)));
      const rows = models.map(({ model, esms }) => [String(esms), model]);
      context.stdout.write(
        options.format === 'json' ? indentedJson(models) : formatColumns(['Maps', 'Base model'], rows),
      );
    });
}
