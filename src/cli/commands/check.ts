import { type Command, Option } from 'commander';
import * as z from 'zod';
import { consequenceOf, type EsmCheck } from '../../protocol/esm-findings.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { describeEsmFinding, describeEsmVerdict } from '../../words/esm-findings.ts';
import type { CommandContext } from '../command-context.ts';
import { EndsWith } from '../ends-with.ts';
import { exitCodes } from '../exit-codes.ts';
import { reportProblem } from '../report-problem.ts';
import { commandLineVoice as voice } from '../voice.ts';
import { collect, filled } from './option-values.ts';

const checkOptions = z.object({
  fix: z.boolean().default(false),
  offline: z.boolean().default(false),
  format: z.enum(['table', 'json']),
});

const example = `
Ends with 0 where each map is found and ranked, here and by hfselect, else with 2, and with 4 where the Hub
does not have one or does not answer.

Examples:
  esm-rank check ./my-map --fix
  esm-rank check davidschulte/ESM_stanfordnlp__imdb_plain_text
`;

/** `esm-rank check <maps…>`: whether maps in folders or on the Hub are found and ranked, and what is missing. */
export function addCheckCommand(program: Command, context: CommandContext): void {
  program
    .command('check')
    .argument('<maps...>', 'folders, or repositories on the Hub', collectFilled)
    .summary('tell whether maps are found and ranked, and what is missing')
    .description('Tell whether maps are found and ranked, by this program and by hfselect, and what is missing or odd.')
    .option('--fix', 'write repaired files into the folders (README.md, config.json, names of tensors)')
    .option('--offline', 'make no request; use the cache')
    .addOption(new Option('--format <name>', 'format of the result').choices(['table', 'json']).default('table'))
    .addHelpText('after', example)
    .action(async (names: string[], raw: unknown) => {
      const { fix, offline, format } = checkOptions.parse(raw);
      const engine = context.createEngine({ offline });
      const checks: EsmCheck[] = [];
      let failed: number = exitCodes.ok;
      for (const name of names) {
        try {
          const check = await engine.checkEsm({ name, fix, signal: context.signal });
          checks.push(check);
          if (format === 'table') context.stdout.write(inWords(check));
        } catch (error) {
          // One that cannot be looked at does not keep the others from it.
          failed = reportProblem(error, context.stderr);
          if (context.signal.aborted) break;
        }
      }
      if (format === 'json') context.stdout.write(indentedJson(checks));
      const isFit = checks.every(({ findings }) => findings.every((finding) => consequenceOf(finding) === 'note'));
      if (failed !== exitCodes.ok) throw new EndsWith(failed);
      if (!isFit) throw new EndsWith(exitCodes.input);
    });
}

function inWords(check: EsmCheck): string {
  const lines = check.findings.flatMap((finding) => {
    const { message, remedy } = describeEsmFinding(finding, voice);
    return [`  ${plainLine(message)}`, ...(remedy === null ? [] : [`    ${plainLine(remedy)}`])];
  });
  return `${[plainLine(describeEsmVerdict(check, voice)), ...lines].join('\n')}\n`;
}

function collectFilled(value: string, previous: string[] | undefined): string[] {
  return collect(filled(value), previous);
}
