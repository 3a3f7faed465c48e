import { plainName, plainValue } from '../ranking/plain-text.ts';
import { fillTemplate, type SettingName, type Voice } from '../words/voice.ts';

/** Settings of a run under the names that the tools' arguments have. */
const argumentNames: Partial<Record<SettingName, string>> = {
  dataset: 'dataset',
  config: 'config',
  split: 'split',
  encoding: 'encoding',
  sheet: 'sheet',
  text: 'textColumns',
  label: 'labelColumn',
  task: 'task',
  model: 'model',
  examples: 'examples',
  seed: 'seed',
  'max-esms': 'maxEsms',
  'cached-only': 'cachedOnly',
  filter: 'filter',
};

/** What only the person who set the server up can change. */
const environmentNames: Partial<Record<SettingName, string>> = {
  token: 'HF_TOKEN',
  endpoint: 'HF_ENDPOINT',
  cache: 'HF_HOME',
};

/** The way of speaking to a language model: English, settings as arguments of the tools, names of others on one line. */
export const assistantVoice: Voice = {
  say: (template, ...values) => fillTemplate(template, ...values.map(plainValue)),
  setting(name, value) {
    const written = value === undefined ? '' : ` ${plainName(String(value))}`;
    const known = argumentNames[name] ?? environmentNames[name];
    return `${known ?? `--${name}`}${written}`;
  },
};
