import * as z from 'zod';
import { skippedSentence } from '../../ranking/skipped-maps.ts';
import { filterArgument, hubModel } from '../arguments.ts';
import { blocks, cut, cutSentence } from '../cut.ts';
import { codedFactInWords } from '../ranking-text.ts';
import { defineTool } from '../tool.ts';

const mostShown = 50;

const mapsArguments = z.strictObject({
  model: hubModel,
  filter: filterArgument.optional(),
});

const mapsAnswer = z.object({
  maps: z.array(z.object({ repo: z.string(), revision: z.string(), downloads: z.number(), cached: z.boolean() })),
  total: z.int(),
  cached: z.int().describe('How many of all are on this machine.'),
  resource: z.string().nullable(),
  warnings: z.array(z.string()),
});

/** Lists the maps of a base model. */
export const listMaps = defineTool({
  name: 'list_maps',
  title: 'List maps',
  description:
    'Lists the Embedding Space Maps of a base model: each stands for one public dataset that it can be fine-tuned on first. Says which are on this machine already.',
  isOnline: true,
  input: mapsArguments,
  output: mapsAnswer,
  async answer({ model, filter }, { engine, results, signal }) {
    const list = await engine.esms({ model, filter, signal });
    const { shown, total } = cut(list.esms, mostShown);
    const whole = total > shown.length ? results.keep('maps', `Maps of ${model}`, list.esms) : null;
    const left = skippedSentence({ skipped: list.skipped, coverage: null }, codedFactInWords);
    const warnings = [...list.warnings.map(codedFactInWords), ...(left === '' ? [] : [left])];
    const cached = list.esms.filter((esm) => esm.cached).length;
    return {
      text: blocks(
        `${model} has ${total.toLocaleString('en-US')} ${total === 1 ? 'map' : 'maps'}${filter === undefined ? '' : ' that pass the filter'}; on this machine: ${cached.toLocaleString('en-US')}.`,
        shown.map((esm) => `${esm.repo}${esm.cached ? ' (on this machine)' : ''}`).join('\n'),
        warnings.join('\n'),
        whole === null ? '' : cutSentence({ shown, total }, 'maps', whole.uri),
      ),
      facts: { maps: shown, total, cached, resource: whole?.uri ?? null, warnings },
      whole: whole === null ? [] : [whole],
    };
  },
});
