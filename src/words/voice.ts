/** The settings of a run that a remedy may name; each shell spells them in its own way. */
export type SettingName =
  | 'dataset'
  | 'config'
  | 'split'
  | 'encoding'
  | 'sheet'
  | 'text'
  | 'label'
  | 'task'
  | 'model'
  | 'examples'
  | 'seed'
  | 'esms'
  | 'max-esms'
  | 'cached-only'
  | 'look'
  | 'filter'
  | 'yes'
  | 'variant'
  | 'estimator'
  | 'pooling'
  | 'top'
  | 'offline'
  | 'shard'
  | 'transfers'
  | 'format'
  | 'partial'
  | 'out'
  | 'recipe'
  | 'list'
  | 'embeddings'
  | 'save-embeddings'
  | 'base'
  | 'tuned'
  | 'also'
  | 'token'
  | 'endpoint'
  | 'cache';

/** How one shell speaks: the command line names options, the editor names recipe keys, and may translate. */
export interface Voice {
  /** Fills `{0}`, `{1}`, … of a sentence with values, in the user's language where there is a translation. */
  say(template: string, ...values: (string | number)[]): string;
  /** The setting as the user would type it: `--pooling first` in a shell, `pooling: first` in a recipe. */
  setting(name: SettingName, value?: string | number): string;
}

/**
 * The voice of where a map is made, which has two models: what is said of "the model" names the setting of the one that it is about.
 *
 * @param tuned the fine-tuned model as the problem would name it
 */
export function voiceOfTwoModels(voice: Voice, tuned: string | undefined): Voice {
  const settingOf = (name: SettingName, value: string | number | undefined): SettingName =>
    name !== 'model' ? name : value !== undefined && value === tuned ? 'tuned' : 'base';
  return { ...voice, setting: (name, value) => voice.setting(settingOf(name, value), value) };
}

/** A problem in words: what is wrong, and what to do about it (null where nothing can be done). */
export interface Described {
  message: string;
  remedy: string | null;
}

/** Fills `{0}`, `{1}`, … of `template`; a placeholder without a value stays as it is. */
export function fillTemplate(template: string, ...values: (string | number)[]): string {
  return template.replace(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
}

/** The voice of files that no shell has words in: English, settings by their bare names. */
export const plainVoice: Voice = { say: fillTemplate, setting: (name) => name };
