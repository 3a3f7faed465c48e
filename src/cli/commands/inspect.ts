import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { DatasetInspection, InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { isDatasetAddress } from '../../protocol/hub-address.ts';
import type { InputFormat } from '../../protocol/rank-request.ts';
import type { TextEncoding } from '../../protocol/text-encoding.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { formatCount } from '../../ranking/number-format.ts';
import { plainLine, plainName } from '../../ranking/plain-text.ts';
import { encodingName, formatName, kindName } from '../../words/dataset-facts.ts';
import { describeFaultyRows, describeLabelReason, describeTextReason } from '../../words/dataset-inspection.ts';
import { describeLook, describeSpread } from '../../words/dataset-look.ts';
import { describeDatasetWarning } from '../../words/dataset-warnings.ts';
import type { CommandContext } from '../command-context.ts';
import { encodingOption } from '../encoding-option.ts';
import { formatColumns } from '../format-columns.ts';
import { sheetOption } from '../sheet-option.ts';
import { inputFormatOption, withStandardInput } from '../standard-input.ts';
import { commandLineVoice as voice } from '../voice.ts';

interface InspectOptions {
  format: string;
  inputFormat?: InputFormat;
  encoding?: TextEncoding;
  sheet?: string;
  model?: string;
  config?: string;
  split?: string;
  offline?: boolean;
}

/** `esm-rank inspect <file>`: the columns of a dataset, and which can be text or label. */
export function addInspectCommand(program: Command, context: CommandContext): void {
  program
    .command('inspect')
    .argument(
      '<file>',
      'dataset: csv, tsv, json, jsonl, parquet, arrow or feather (also .gz), xlsx, ods, a folder, hf:<id> for one on the Hub, or - for standard input',
    )
    .summary('show the columns of a dataset')
    .description(
      'Show what each column of a dataset holds: kind, missing and different values, shares of classes, lengths of texts and how many are cut, duplicates; and which can be the text and which the label, with the reasons.',
    )
    .addOption(new Option('--format <name>', 'format of the result').choices(['table', 'json']).default('table'))
    .addHelpText('after', '\nExample:\n  esm-rank inspect tickets.csv\n')
    .option('--config <name>', 'config of a dataset on the Hub (default: the only one, or "default")')
    .option('--split <name>', 'split of a dataset on the Hub or of a folder (default: train, or the only one)')
    .addOption(encodingOption())
    .addOption(sheetOption())
    .option('--model <id>', 'base model whose tokens to count, where it is in the cache, or a folder')
    .option('--offline', 'make no request; use the cache')
    .addOption(inputFormatOption())
    .action(async (file: string, options: InspectOptions, command: Command) => {
      const isOnHub = isDatasetAddress(file);
      const engine = context.createEngine({ offline: !isOnHub || options.offline === true });
      const { inputFormat, config, split, encoding, sheet, model } = options;
      const given = { dataset: file, format: inputFormat };
      const found = await withStandardInput(command, given, context, (folder) => {
        const named = { file: folder || isOnHub ? file : resolve(file), folder };
        return engine.inspect({ ...named, config, split, inputFormat, encoding, sheet, model, signal: context.signal });
      });
      const inspection = isOnHub ? found : { ...found, source: file };
      context.stdout.write(options.format === 'json' ? indentedJson(inspection) : inWords(inspection));
    });
}

function inWords(inspection: DatasetInspection): string {
  const { source, format, encoding, sheet, rows, columns, guess, warnings } = inspection;
  const count = `${rows.exact ? '' : 'at least '}${formatCount(rows.count)} ${rows.count === 1 ? 'row' : 'rows'}`;
  const header = ['Column', 'Holds', 'Missing', 'Distinct', 'Text?', 'Label?', 'Examples'];
  const blocks = [
    `${plainLine(source)}: ${formatName(format, voice)}${encoding === undefined ? '' : ` in ${encodingName(encoding)}`}${sheet === undefined ? '' : `, sheet ${quoted(sheet)}`}, ${count}, ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}.`,
    formatColumns(header, columns.map(columnCells)).trimEnd(),
    describeSpreads(columns),
    [
      guessLine('Text', guess.textColumns, guess.textCandidates),
      guessLine('Label', guess.labelColumn === null ? null : [guess.labelColumn], guess.labelCandidates),
    ].join('\n'),
    describeLook(inspection, voice).map(plainLine).join('\n'),
    plainLine(describeFaultyRows(inspection, voice)),
    warnings.map((warning) => plainLine(describeDatasetWarning(warning, voice).message)).join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function columnCells({ name, kind, missing, distinct, text, label, examples }: InspectedColumn): string[] {
  const verdict = (possible: boolean, reason: string) => `${possible ? 'yes' : 'no'}: ${reason}`;
  return [
    name,
    kindName(kind, voice),
    formatCount(missing),
    `${formatCount(distinct.count)}${distinct.exact ? '' : '+'}`,
    verdict(text.possible, describeTextReason(text.reason, voice)),
    verdict(label.possible, describeLabelReason(label.reason, voice)),
    examples.map((example) => JSON.stringify(plainLine(example).slice(0, 24))).join(' '),
  ];
}

/** How the values of each column are spread, where there is anything to tell. */
function describeSpreads(columns: readonly InspectedColumn[]): string {
  const lines = columns.map((column) => [column.name, describeSpread(column, voice)]);
  const told = lines.filter(([, spread]) => spread !== '');
  return told.length === 0 ? '' : formatColumns(['Column', 'Values'], told).trimEnd();
}

function guessLine(role: string, sure: readonly string[] | null, candidates: readonly string[]): string {
  if (sure !== null) return `${role}: ${sure.map(quoted).join(' + ')}.`;
  if (candidates.length === 0) return `${role}: no column fits.`;
  return `${role}: not certain; it could be ${candidates.map(quoted).join(' or ')}.`;
}

function quoted(name: string): string {
  return `"${plainName(name)}"`;
}
