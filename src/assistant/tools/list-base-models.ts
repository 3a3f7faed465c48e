import * as z from 'zod';
import { blocks, cut, cutSentence } from '../cut.ts';
import { codedFactInWords } from '../ranking-text.ts';
import { defineTool } from '../tool.ts';

/** Base models have maps in the dozens at most. */
const mostShown = 50;

const listArguments = z.strictObject({});

const listAnswer = z.object({
  models: z.array(z.object({ model: z.string(), esms: z.int() })),
  total: z.int(),
  resource: z.string().nullable(),
  warnings: z.array(z.string()),
});

/** Lists the base models that can be ranked for. */
export const listBaseModels = defineTool({
  name: 'list_base_models',
  title: 'List base models',
  description:
    'Lists the base models (encoders on the Hugging Face Hub) that have Embedding Space Maps, and how many: those that rank_intermediate_tasks can rank for. Most maps first.',
  isOnline: true,
  input: listArguments,
  output: listAnswer,
  async answer(_, { engine, results, signal }) {
    const list = await engine.models({ signal });
    const { shown, total } = cut(list.models, mostShown);
    const whole = total > shown.length ? results.keep('models', 'Base models', list.models) : null;
    const warnings = list.warnings.map(codedFactInWords);
    const lines = shown.map(
      ({ model, esms }) => `${model}: ${esms.toLocaleString('en-US')} ${esms === 1 ? 'map' : 'maps'}`,
    );
    return {
      text: blocks(
        lines.length === 0 ? 'No base model has maps here.' : lines.join('\n'),
        warnings.join('\n'),
        whole === null ? '' : cutSentence({ shown, total }, 'base models', whole.uri),
      ),
      facts: { models: shown, total, resource: whole?.uri ?? null, warnings },
      whole: whole === null ? [] : [whole],
    };
  },
});
