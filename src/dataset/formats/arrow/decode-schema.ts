import { DictionaryEncoding } from 'apache-arrow/fb/dictionary-encoding';
import { Endianness } from 'apache-arrow/fb/endianness';
import { Field } from 'apache-arrow/fb/field';
import { MetadataVersion } from 'apache-arrow/fb/metadata-version';
import type { Schema } from 'apache-arrow/fb/schema';
import type { ArrowField, ArrowSchema, ArrowType } from './arrow-type.ts';
import { decodeInteger, decodeType } from './decode-type.ts';
import { type ListBudget, OFFSET_BYTES } from './list-budget.ts';
import { safeNumber } from './safe-number.ts';

const HUGGING_FACE_KEY = 'huggingface';

/** A column of a type that Arrow did not have when this was written. What lies behind it cannot be found. */
export class UnknownArrowType extends Error {
  readonly column: string;
  readonly type: string;

  constructor(column: string, type: string) {
    super(`the column "${column}" has the type ${type}`);
    this.column = column;
    this.type = type;
  }
}

/**
 * A schema as it lies in a message or in the footer of a file
 * (https://github.com/apache/arrow/blob/main/format/Schema.fbs).
 * @param version Of the format that the file was written in.
 * @throws UnknownArrowType; Error where it is damaged or older than Arrow 0.8.
 */
export function decodeSchema(schema: Schema, version: MetadataVersion, budget: ListBudget): ArrowSchema {
  if (version < MetadataVersion.V4) throw new Error(`version V${version + 1} of the format, from before Arrow 0.8`);
  if (schema.endianness() !== Endianness.Little) throw new Error('numbers with their highest byte first');
  const dictionaries: ArrowSchema['dictionaries'] = new Map();
  const context: Context = { version, budget, dictionaries };
  const fields: ArrowField[] = [];
  const count = budget.spend(schema.fieldsLength(), OFFSET_BYTES);
  for (let i = 0; i < count; i++) fields.push(decodeField(schema.fields(i), context));
  return { fields, dictionaries, huggingFace: huggingFaceOf(schema, budget) };
}

interface Context {
  version: MetadataVersion;
  budget: ListBudget;
  dictionaries: ArrowSchema['dictionaries'];
}

function decodeField(field: Field | null, context: Context): ArrowField {
  if (field === null) throw new Error('a column without a description');
  const name = field.name() ?? '';
  context.budget.spend(name.length, 1);
  const count = context.budget.spend(field.childrenLength(), OFFSET_BYTES);
  const children: ArrowField[] = [];
  for (let i = 0; i < count; i++) children.push(decodeField(field.children(i, new Field()), context));
  const type = decodeType(field, children, context.version);
  if (type === null) throw new UnknownArrowType(name, `number ${field.typeType()}`);
  const encoding = field.dictionary(new DictionaryEncoding());
  return { name, type: encoding ? indicesOf(encoding, type, context) : type };
}

/** Columns with the same dictionary say each what it holds; the first is taken, as Arrow's own readers do. */
function indicesOf(encoding: DictionaryEncoding, type: ArrowType, { dictionaries }: Context): ArrowType {
  const id = safeNumber(encoding.id());
  const values = dictionaries.get(id) ?? { name: 'values', type };
  dictionaries.set(id, values);
  return { layout: 'indices', id, indices: decodeInteger(encoding.indexType()), values };
}

function huggingFaceOf(schema: Schema, budget: ListBudget): string | null {
  const count = budget.spend(schema.customMetadataLength(), OFFSET_BYTES);
  for (let i = 0; i < count; i++) {
    const entry = schema.customMetadata(i);
    const key = entry?.key() ?? '';
    budget.spend(key.length, 1);
    if (key === HUGGING_FACE_KEY) return entry?.value() ?? null;
  }
  return null;
}
