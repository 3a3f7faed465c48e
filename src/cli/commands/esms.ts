import type { Command } from 'commander';
import type { CommandContext } from '../command-context.ts';
import { formatColumns } from '../format-columns.ts';

/** `esm-rank esms --model <id>`: the Embedding Space Maps of a base model. */
export function addEsmsCommand(program: Command, context: CommandContext): void {
  program
    .command('esms')
    .summary('list the maps of a base model')
    .description('List the Embedding Space Maps that the Hub has for a base model, and which of them are in the cache.')
    .requiredOption('--model <id>', 'base model on the Hub')
    .option('--offline', 'make no request; use the last listing')
    .option('--format <name>', 'table or json', 'table')
    .addHelpText('after', '\nExample:\n  esm-rank esms --model bert-base-multilingual-uncased\n')
    .action(async (options: { model: string; offline?: boolean; format: string }) => {
      const engine = context.createEngine({ offline: options.offline ?? false });
      const esms = await engine.esms({ model: options.model, signal: context.signal });
      const rows = esms.map(({ repo, downloads, cached }) => [repo, String(downloads), cached ? 'yes' : 'no']);
      context.stdout.write(
        options.format === 'json'
          ? `${JSON.stringify(esms, null, 2)}\n`
          : formatColumns(['Map', 'Downloads', 'Cached'], rows),
      );
    });
}
