import { workspace } from 'vscode';
import * as z from 'zod';
import type { EngineSettings } from '../engine/context-from-environment.ts';
import { device } from '../protocol/rank-request.ts';

/** The section of this extension in the settings. */
export const settingsSection = 'intermediateTaskRanker';

/** The base model that most maps on the Hub were made for. */
const usualModel = 'google-bert/bert-base-multilingual-uncased';

/** The seed that the engine, too, takes by default. */
const usualSeed = 42;

/** An empty text stands for "not set": the settings editor has no other way to say so. */
const optionalText = z
  .string()
  .trim()
  .transform((text) => (text === '' ? null : text))
  .catch(null);
const optionalCount = z.number().int().positive().nullable().catch(null);

const settings = z.object({
  endpoint: optionalText,
  cacheFolder: optionalText,
  threads: optionalCount,
  offline: z.boolean().catch(false),
  device: device.catch('cpu'),
  defaultModel: optionalText.transform((model) => model ?? usualModel),
  examples: z.number().int().positive().catch(1_000),
  /** Decimal digits, as recipes have it. */
  seed: z.number().int().nonnegative().catch(usualSeed).transform(String),
});

/** The settings of this extension. A value of the wrong type counts as not set: the settings editor marks it already. */
export type Settings = z.infer<typeof settings>;

/** Reads the settings as they are now. */
export function readSettings(): Settings {
  const section = workspace.getConfiguration(settingsSection);
  return settings.parse(Object.fromEntries(Object.keys(settings.shape).map((name) => [name, section.get(name)])));
}

/** The settings that the engine's process is started with. */
export function engineSettingsOf(
  { endpoint, cacheFolder, threads, offline }: Settings,
  token: string | null,
): EngineSettings {
  return { endpoint, cacheFolder, token, threads, offline };
}
