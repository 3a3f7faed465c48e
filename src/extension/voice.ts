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
    if (name === 'yes') return yesTo(value);
    if (name === 'token') return l10n.t('the command "Sign In to the Hugging Face Hub"');
    const setting = editorSettings[name];
    if (setting !== undefined) return setting;
    return value === undefined ? `"${name}"` : `${name}: ${plainName(String(value))}`;
  },
};

/** The button of the question; where there are two ways to fetch maps, that of the one that was asked about. */
function yesTo(look: string | number | undefined): string {
  if (look === undefined) return l10n.t('Download');
  return look === 'first' ? l10n.t('"First look at all"') : l10n.t('"All whole"');
}

/** Whether sentences come in a language in which a count written as in the code, `1,500`, is one and a half. */
function readsCommasAsDecimals(): boolean {
  return l10n.bundle !== undefined && commaBeginsDecimals(env.language);
}
