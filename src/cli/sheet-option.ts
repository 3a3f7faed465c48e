import { Option } from 'commander';

/** `--sheet <name>`, of a spreadsheet. */
export function sheetOption(): Option {
  return new Option('--sheet <name>', 'sheet of a spreadsheet (default: the first that is shown)');
}
