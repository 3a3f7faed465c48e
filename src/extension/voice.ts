import { env, l10n } from 'vscode';
import { plainName, plainValue } from '../ranking/plain-text.ts';
import { commaBeginsDecimals, groupedBySpace } from '../words/grouped-by-space.ts';
import type { SettingName, Voice } from '../words/voice.ts';

/** Settings of the editor that stand for what the command line has options or variables for. */
const editorSettings: Partial<Record<SettingName, string>> = {
  offline: 'intermediateTaskRanker.offline',
  endpoint: 'intermediateTaskRanker.endpoint',
  cache: 'intermediateTaskRanker.cacheFolder',
};

/** The editor's way of speaking: the user's language where there is a translation, and settings as lines of a recipe. Names of others show as they read. */
export const editorVoice: Voice = {
  say: (template, ...values) =>
    l10n.t(
      template,
      ...values.map(plainValue).map((value) => (readsCommasAsDecimals() ? groupedBySpace(value) : value)),
    ),
  setting(name, value) {
    if (name === 'yes') return l10n.t('Download');
    if (name === 'token') return l10n.t('the command "Sign In to the Hugging Face Hub"');
    const setting = editorSettings[name];
    if (setting !== undefined) return setting;
    return value === undefined ? `"${name}"` : `${name}: ${plainName(String(value))}`;
  },
};

/** Whether sentences come in a language in which a count written as in the code, `1,500`, is one and a half. */
function readsCommasAsDecimals(): boolean {
  return l10n.bundle !== undefined && commaBeginsDecimals(env.language);
}
