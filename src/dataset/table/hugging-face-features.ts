import * as z from 'zod';

const classLabel = z.object({ _type: z.literal('ClassLabel'), names: z.array(z.string()) });

const metadata = z.object({ info: z.object({ features: z.unknown() }) });

/**
 * Names of the classes of each `ClassLabel` column, as the library `datasets` writes them into the schema metadata of Parquet and
 * Arrow files under the key `huggingface`.
 * @param json The value of that key; anything else than such metadata gives no names.
 */
export function classNamesOf(json: string | null | undefined): Map<string, string[]> {
  return classNamesIn(metadata.safeParse(parseOrNull(json)).data?.info.features);
}

/** The same from `features` themselves, as they stand in `dataset_info.json`. */
export function classNamesIn(features: unknown): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [column, feature] of Object.entries(z.record(z.string(), z.unknown()).safeParse(features).data ?? {})) {
    const label = classLabel.safeParse(feature);
    if (label.success) names.set(column, label.data.names);
  }
  return names;
}

function parseOrNull(json: string | null | undefined): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return null;
  }
}
