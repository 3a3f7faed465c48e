import * as z from 'zod';

/** Files of one split, as patterns. */
const splitFiles = z.object({ split: z.string(), patterns: z.array(z.string()) });

/** One config as the front matter of a README states it. */
export const cardConfig = z.object({
  name: z.string(),
  /** Folder that its files lie in; null: the whole repository. */
  folder: z.string().nullable(),
  isDefault: z.boolean(),
  /** Empty: the splits are to be found in the names of the files. */
  files: z.array(splitFiles),
  /** All else that it states: parameters of the builder in `datasets` that reads the files. */
  parameters: z.record(z.string(), z.unknown()),
});

/** One config as the front matter of a README states it. */
export type CardConfig = z.infer<typeof cardConfig>;

/** No path in a repository is longer (`dataset-files.ts`), and the time that a pattern takes grows with its length. */
const pattern = z.string().max(4_096);

const texts = z.union([pattern, z.array(pattern)]).transform((value) => [value].flat());

/** The forms that `data_files` may have; patterns alone are the split `train` (Hub docs, "Manual Configuration"; `datasets`, `sanitize_patterns`). */
const dataFiles = z.union([
  texts.transform((patterns) => [{ split: 'train', patterns }]),
  z
    .array(z.object({ split: z.string(), path: texts }))
    .transform((entries) => entries.map(({ split, path }) => ({ split, patterns: path }))),
  z
    .record(z.string(), texts)
    .transform((entries) => Object.entries(entries).map(([split, patterns]) => ({ split, patterns }))),
]);

const writtenConfig = z
  .looseObject({
    config_name: z.string().default('default'),
    data_dir: z.string().nullish(),
    default: z.boolean().default(false),
    data_files: dataFiles.nullish(),
  })
  .transform(({ config_name: name, data_dir: folder, default: isDefault, data_files: files, ...parameters }) => ({
    name,
    folder: folder?.replace(/^(?:\.?\/)+|(?<!\/)\/+$/g, '') || null,
    isDefault,
    files: files ?? [],
    parameters,
  }));

const card = z.object({ configs: z.array(z.unknown()) });

/** The configs that a card states; those that are written in an unknown way are left out, as a card is written by hand. */
export function configsOfCard(cardData: unknown): CardConfig[] {
  const { configs = [] } = card.safeParse(cardData).data ?? {};
  return configs.flatMap((config) => writtenConfig.safeParse(config).data ?? []);
}
