import type { TrainingReport } from '../protocol/training-report.ts';
import { formatCount } from '../ranking/number-format.ts';
import { plainLine } from '../ranking/plain-text.ts';
import { english, type Translate } from '../ranking/sentences/translate.ts';
import { formatError, formatShare } from './numbers.ts';
import type { TextTable } from './text-table.ts';

/** How well the map does on the texts of each source; null where there is but one. */
export function sourcesTable({ sources }: TrainingReport, say: Translate = english): TextTable | null {
  if (sources.length < 2) return null;
  return {
    title: say('Error by source of texts'),
    heads: ['Texts', 'Rows', 'Weight', 'With this map', 'With no map'].map((title) => say(title)),
    numeric: [false, true, true, true, true],
    rows: sources.map(({ source, columns, rows, weight, error, identityError }) => [
      plainLine(columns.length === 0 ? source : `${source} · ${columns.join(' + ')}`),
      formatCount(rows),
      formatShare(weight),
      formatError(error),
      formatError(identityError),
    ]),
  };
}

/** Public tasks that changed the same base model in a similar direction; null where none could be compared. */
export function nearestTable({ nearestMaps }: TrainingReport, say: Translate = english): TextTable | null {
  if (nearestMaps.length === 0) return null;
  return {
    title: say('Tasks that moved the model alike'),
    heads: ['Task', 'Map', 'Cosine'].map((title) => say(title)),
    numeric: [false, false, true],
    rows: nearestMaps.map(({ task, repo, cosine }) => [plainLine(task), plainLine(repo), signed(cosine)]),
  };
}

/** What the cosine compares, or why there is nothing to compare. */
export function nearestSentence({ nearestMaps, base }: TrainingReport, say: Translate = english): string {
  return nearestMaps.length === 0
    ? say('No map of {0} is in the cache to compare this one with.', plainLine(base.id))
    : say('Cosine between the changes W − I of this map and of those in the cache: 1 is the same direction.');
}

function signed(cosine: number): string {
  const digits = Math.abs(cosine).toFixed(2);
  return cosine < 0 && Number(digits) !== 0 ? `−${digits}` : digits;
}
