import * as z from 'zod';
import { type DatasetInspection, datasetInspection, type InspectedColumn } from '../../protocol/dataset-inspection.ts';
import { datasetArguments, hubModel } from '../arguments.ts';
import { cut } from '../cut.ts';
import { inspectionText } from '../inspection-text.ts';
import { namedDataset } from '../named-dataset.ts';
import { defineTool } from '../tool.ts';

const mostColumns = 40;
const mostClasses = 30;

/** What the tool takes; the editor reads it, too, to say what a person is asked to agree to. */
export const inspectArguments = z.strictObject({
  ...datasetArguments,
  model: hubModel
    .optional()
    .describe('Base model whose tokens are counted, where it is on this machine; else words are.'),
  showValues: z
    .boolean()
    .default(false)
    .describe(
      'Whether you are shown values of the cells: texts that may be private. Ask the user before you set it. Names of columns and classes are shown in any case.',
    ),
});

const inspectAnswer = datasetInspection.extend({
  columnsInAll: z.int().describe('Columns of the dataset; the first of them are in `columns`.'),
  resource: z.string().nullable(),
});

/** Tells what a dataset holds. */
export const inspectDataset = defineTool({
  name: 'inspect_dataset',
  title: 'Inspect a dataset',
  description:
    'Looks at a dataset (file, folder, or hf:<id>): rows, columns, what each holds, which can be the text and which the label, how long texts are, shares of classes, duplicates. Use it before rank_intermediate_tasks where columns are unsure. Values of cells stay out of the answer unless asked for.',
  isOnline: true,
  input: inspectArguments,
  output: inspectAnswer,
  async answer({ dataset, showValues, ...options }, context) {
    const { engine, results, signal } = context;
    const { dataset: file, folder } = await namedDataset(dataset, context);
    const found = await engine.inspect({ ...options, file, folder, signal });
    const told = { ...(showValues ? found : withoutValues(found)), source: folder === undefined ? found.source : file };
    const { shown, total } = cut(told.columns.map(withFewClasses), mostColumns);
    const whole = total > shown.length ? results.keep('dataset', `Columns of ${file}`, told) : null;
    return {
      text: inspectionText({ ...told, columns: shown }, { total, whole, showValues }),
      facts: { ...told, columns: shown, columnsInAll: total, resource: whole?.uri ?? null },
      whole: whole === null ? [] : [whole],
    };
  },
});

/** What is said of a dataset where its texts shall not leave the machine. Classes have names that a ranking says, too. */
function withoutValues(inspection: DatasetInspection): DatasetInspection {
  const { firstFault, columns } = inspection;
  return {
    ...inspection,
    columns: columns.map(withoutExamples),
    ...(firstFault === undefined ? {} : { firstFault: { row: firstFault.row, reason: firstFault.reason } }),
  };
}

function withoutExamples({ topValues, ...column }: InspectedColumn): InspectedColumn {
  const isLabel = column.label.possible && column.label.task === 'classification';
  return {
    ...column,
    examples: [],
    labelCounts: isLabel ? column.labelCounts : null,
    ...(isLabel && topValues !== undefined ? { topValues } : {}),
  };
}

function withFewClasses(column: InspectedColumn): InspectedColumn {
  return { ...column, labelCounts: column.labelCounts?.slice(0, mostClasses) ?? null };
}
