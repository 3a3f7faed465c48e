import { type Command, Option } from 'commander';
import type { Engine } from '../../engine/engine.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { skippedSentence } from '../../ranking/skipped-maps.ts';
import type { CommandContext } from '../command-context.ts';
import { confirmDownload } from '../confirm-download.ts';
import { formatColumns } from '../format-columns.ts';
import { createProgressDisplay } from '../progress-display.ts';
import { describeWarnings, linesOf } from '../run-notes.ts';
import { describeFact } from './describe-fact.ts';

interface EsmsOptions {
  model: string;
  filter?: string;
  prefetch?: boolean;
  yes?: boolean;
  offline?: boolean;
  format: string;
}

/** `esm-rank esms --model <id>`: the Embedding Space Maps of a base model. */
export function addEsmsCommand(program: Command, context: CommandContext): void {
  program
    .command('esms')
    .summary('list the maps of a base model')
    .description('List the Embedding Space Maps that the Hub has for a base model, and which of them are in the cache.')
    .requiredOption('--model <id>', 'base model on the Hub')
    .option('--filter <conditions>', 'list only maps that pass, as in "language=en examples>=1000" (docs/filters.md)')
    .option('--prefetch', 'download the base model and all its maps, for rankings without a network')
    .option('--yes', 'download without asking, however much it is')
    .option('--offline', 'make no request; use the last listing, or the cache')
    .addOption(new Option('--format <name>', 'format of the result').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExample:\n  esm-rank esms --model bert-base-multilingual-uncased\n')
    .action(async (options: EsmsOptions) => {
      const engine = context.createEngine({ offline: options.offline ?? false });
      if (options.prefetch) await prefetch(options, engine, context);
      const { esms, skipped, warnings } = await engine.esms({
        model: options.model,
        filter: options.filter,
        signal: context.signal,
      });
      const left = skippedSentence({ skipped, coverage: null }, describeFact);
      context.stderr.write(linesOf([...describeWarnings(warnings), ...(left === '' ? [] : [left])]));
      const rows = esms.map(({ repo, downloads, cached }) => [repo, String(downloads), cached ? 'yes' : 'no']);
      context.stdout.write(
        options.format === 'json' ? indentedJson(esms) : formatColumns(['Map', 'Downloads', 'Cached'], rows),
      );
    });
}

/** Downloads before the list is shown. Maps that cannot be had are named on stderr; the list says then that they are not cached. */
async function prefetch({ model, yes = false }: EsmsOptions, engine: Engine, context: CommandContext): Promise<void> {
  const display = createProgressDisplay(context.stderr, false);
  try {
    const { failed } = await engine.prefetchEsms(model, {
      signal: context.signal,
      onProgress: (progress) => display.update(progress),
      confirmDownload: (plan) => confirmDownload({ plan, yes, context, display }),
    });
    for (const { repo, code } of failed) display.note(`${repo} was not downloaded: ${code}`);
  } finally {
    display.close();
  }
}
