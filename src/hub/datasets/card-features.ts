import * as z from 'zod';

/** A column as the front matter of a README declares it, as far as it changes what its values mean. */
export const declaredColumn = z.discriminatedUnion('type', [
  z.object({ name: z.string(), type: z.literal('text') }),
  z.object({ name: z.string(), type: z.literal('float') }),
  /** Names of the classes 0, 1, …, which stand in the files or their numbers. */
  z.object({ name: z.string(), type: z.literal('class-label'), names: z.array(z.string()) }),
]);

/** A column as the front matter of a README declares it. */
export type DeclaredColumn = z.infer<typeof declaredColumn>;

/** The declared columns of one config. */
export const cardFeatures = z.object({ config: z.string(), columns: z.array(declaredColumn) });

/** The declared columns of one config. */
export type CardFeatures = z.infer<typeof cardFeatures>;

/** A list, or a mapping by number as YAML has it (`'0': negative`). */
const classNames = z.union([
  z.array(z.coerce.string()),
  z.record(z.string(), z.coerce.string()).transform((names) => Object.values(names)),
]);

const writtenColumn = z.object({
  name: z.string(),
  dtype: z.union([z.string(), z.object({ class_label: z.object({ names: classNames }) })]),
});

const writtenInfo = z.object({ config_name: z.string().default('default'), features: z.unknown() });
const card = z.object({ dataset_info: z.union([writtenInfo, z.array(z.unknown())]) });

/** What a card declares of the columns of each config (`dataset_info`); what is written in an unknown way is left out. */
export function featuresOfCard(cardData: unknown): CardFeatures[] {
  const infos = [card.safeParse(cardData).data?.dataset_info ?? []].flat();
  return infos
    .flatMap((info) => writtenInfo.safeParse(info).data ?? [])
    .map(({ config_name: config, features }) => ({ config, columns: declaredColumns(features) }))
    .filter(({ columns }) => columns.length > 0);
}

/** The columns of a list of features as `datasets` writes them into YAML (`Features._to_yaml_list`). */
export function declaredColumns(features: unknown): DeclaredColumn[] {
  const written = z.array(z.unknown()).safeParse(features).data ?? [];
  return written.flatMap((feature) => {
    const column = writtenColumn.safeParse(feature).data;
    return column === undefined ? [] : (declared(column) ?? []);
  });
}

function declared({ name, dtype }: z.infer<typeof writtenColumn>): DeclaredColumn | null {
  if (typeof dtype !== 'string') return { name, type: 'class-label', names: dtype.class_label.names };
  if (dtype === 'string' || dtype === 'large_string') return { name, type: 'text' };
  return /^(?:float|double)\d*$/.test(dtype) ? { name, type: 'float' } : null;
}
