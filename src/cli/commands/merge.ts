import { type Command, Option } from 'commander';
import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { RankingDocument } from '../../ranking/document.ts';
import { mergeParts } from '../../ranking/merge-parts.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { foremostSkipped } from '../../ranking/skipped-maps.ts';
import type { CommandContext } from '../command-context.ts';
import { checkOutput } from '../output-target.ts';
import { readTransfersFile } from '../read-transfers-file.ts';
import { formatOfFile } from './format-of-file.ts';
import { readParts } from './merge-files.ts';
import { positiveInteger } from './option-values.ts';
import { rankFormats } from './rank-options.ts';
import { withTransfers } from './with-transfers.ts';
import { writeRanking } from './write-ranking.ts';

const mergeOptions = z.object({
  partial: z.boolean().default(false),
  top: z.number().optional(),
  transfers: z.string().optional(),
  format: z.enum(rankFormats).optional(),
  out: z.string().optional(),
  quiet: z.boolean().default(false),
});

const example = `
Example:
  esm-rank rank tickets.csv --model bert-base-multilingual-uncased --shard 1/2 --out part-1.json
  esm-rank rank tickets.csv --model bert-base-multilingual-uncased --shard 2/2 --out part-2.json
  esm-rank merge part-1.json part-2.json
`;

/** `esm-rank merge <parts…>`: one ranking from the parts that several machines have made. */
export function addMergeCommand(program: Command, context: CommandContext): void {
  program
    .command('merge')
    .argument('<parts...>', 'files that `rank --shard i/n` wrote, in any order')
    .summary('put the parts of a ranking together')
    .description(
      'Put the parts of a ranking together that was spread over several machines: the same as one run gives.',
    )
    .option('--partial', 'merge what is there, though parts are missing or were cancelled')
    .option('--top <n>', 'show only the best n (table, md)', positiveInteger)
    .option('--transfers <file>', 'show what was measured beside it: the file that the Python of `code` wrote')
    .addOption(
      new Option('--format <name>', 'format of the result (default: by the ending of --out, else table)').choices(
        rankFormats,
      ),
    )
    .option('--out <file>', 'write the result to a file instead of stdout')
    .option('--quiet', 'only problems on stderr')
    .addHelpText('after', example)
    .action(async (names: string[], raw: unknown) => {
      const { partial, transfers: file, format, top, out, quiet } = mergeOptions.parse(raw);
      await checkOutput(out, file === undefined ? names : [...names, file]);
      const transfers = await readTransfersFile(file);
      const parts = await readParts(names);
      const merged = mergeParts(parts, { partial });
      if (merged.kind === 'refused') throw new ProblemError({ area: 'merge', ...merged.refusal });
      if (!quiet) context.stderr.write(`${described(merged.document, parts.length)}\n`);
      checkRanked(merged.document);
      await writeRanking(
        withTransfers(merged.document, transfers, context),
        { format: format ?? formatOfFile(out), top, out },
        context,
      );
    });
}

/** What was merged, in one line. */
function described({ partial, coverage }: RankingDocument, parts: number): string {
  const { scored, requested } = coverage ?? { scored: 0, requested: 0 };
  const maps = `${formatCount(scored)} of ${formatCount(requested)} ${requested === 1 ? 'map' : 'maps'} ranked`;
  return `Merged ${parts === 1 ? '1 part' : `${formatCount(parts)} parts`}: ${maps}${partial ? '; the ranking is partial' : ''}.`;
}

/** As a run ends where no map could be used. @throws {ProblemError} run-nothing-to-rank */
function checkRanked({ model, tasks, skipped }: RankingDocument): void {
  if (tasks.length > 0) return;
  throw new ProblemError({
    area: 'run',
    code: 'run-nothing-to-rank',
    model: model.id,
    reason: 'all-skipped',
    skipped: skipped.length,
    firstSkipped: skipped[0]?.code ?? null,
    firstMaps: foremostSkipped(skipped),
  });
}
