import * as z from 'zod';

/** What a terminal obeys, or what reorders text: an escape sequence, BEL, CR, NUL, DEL, CSI as one character, and the marks of direction. */
export const hostileText = 'a\u001b[31m\u0007\r\nb\0\u007f\u009b2J\u202e\u2066\u200f\u061c\u2028\tc';

/** What must never come out of a stream that is for reading; line ends and tabs may. */
export const hostileCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

type Shape = z.core.JSONSchema._JSONSchema;

/**
 * Values of a schema in which every free text is hostile: all members of a union, and of each object one value for every choice that a
 * property has. What is added to the schema is in it by itself.
 */
export function hostileValues<Value>(schema: z.ZodType<Value>): Value[] {
  return valuesOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).map((value) => schema.parse(value));
}

function valuesOf(given: Shape): unknown[] {
  if (typeof given === 'boolean') return [hostileText];
  const members = given.anyOf ?? given.oneOf;
  if (members !== undefined) return members.flatMap(valuesOf);
  if (given.const !== undefined) return [given.const];
  if (given.enum !== undefined) return given.enum;
  const kinds: unknown[] = Array.isArray(given.type) ? given.type : [given.type];
  return kinds.flatMap((kind) => valuesOfKind(kind, given));
}

function valuesOfKind(kind: unknown, given: Exclude<Shape, boolean>): unknown[] {
  switch (kind) {
    case 'string':
      return [given.format === 'date-time' ? '2026-01-02T03:04:05Z' : hostileText];
    case 'number':
    case 'integer':
      return [Math.min(given.maximum ?? 3, Math.max(3, given.minimum ?? 3))];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    case 'array':
      return [given.prefixItems?.map((item) => valuesOf(item)[0]) ?? itemsOf(given)];
    case 'object':
      return objectsOf(given);
    default:
      return [hostileText];
  }
}

/** One list with all that may be in it. */
function itemsOf({ items = true }: Exclude<Shape, boolean>): unknown[] {
  return Array.isArray(items) ? items.flatMap(valuesOf) : valuesOf(items);
}

function objectsOf({
  properties = {},
  additionalProperties = false,
  propertyNames = {},
}: Exclude<Shape, boolean>): object[] {
  const choices = Object.entries(properties).map(([name, property]) => ({ name, values: valuesOf(property) }));
  const first = Object.fromEntries(choices.map(({ name, values }) => [name, values[0]]));
  const others = choices.flatMap(({ name, values }) => values.slice(1).map((value) => ({ ...first, [name]: value })));
  if (typeof additionalProperties !== 'object') return [first, ...others];
  const [value] = valuesOf(additionalProperties);
  // A map has hostile names too, where its names are not from a list.
  const names = valuesOf(propertyNames).map(String);
  return [{ ...first, ...Object.fromEntries(names.map((name) => [name, value])) }, ...others];
}
