/** How a condition compares. `~`: contains. */
export type FilterOperator = '=' | '!=' | '~' | '!~' | '<' | '<=' | '>' | '>=';

/** What a field of a map holds: texts (none, one or several), or a number. */
export type FieldKind = 'text' | 'number';

/** The fields that a filter may name, and what each holds. Those from `lm-epochs` on tell how a map was trained. */
export const filterFields = {
  task: 'text',
  subset: 'text',
  split: 'text',
  text: 'text',
  label: 'text',
  language: 'text',
  examples: 'number',
  repo: 'text',
  downloads: 'number',
  architecture: 'text',
  developers: 'text',
  version: 'text',
  seed: 'number',
  'lm-epochs': 'number',
  'lm-batch-size': 'number',
  'lm-learning-rate': 'number',
  'esm-epochs': 'number',
  'esm-batch-size': 'number',
  'esm-learning-rate': 'number',
} as const satisfies Record<string, FieldKind>;

/** The name of a field. */
export type FilterField = keyof typeof filterFields;

/** Whether a word names a field. */
export function isFilterField(word: string): word is FilterField {
  return Object.hasOwn(filterFields, word);
}

/** The operators of each kind of field, the most used first. */
export const operatorsOf: Record<FieldKind, readonly FilterOperator[]> = {
  text: ['=', '!=', '~', '!~'],
  number: ['>=', '<=', '>', '<', '=', '!='],
};

/** One condition. `values`: any of them will do; for a number exactly one where the operator orders. */
export interface FilterCondition {
  field: FilterField;
  operator: FilterOperator;
  values: string[];
}

/** A filter: a map passes where every condition holds. */
export type EsmFilter = FilterCondition[];
