import { l10n } from 'vscode';
import { plainName, plainValue } from '../ranking/plain-text.ts';
import { groupedBySpace } from '../words/grouped-by-space.ts';
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
    l10n.t(template, ...values.map(plainValue).map((value) => (isTranslated() ? groupedBySpace(value) : value))),
  setting(name, value) {
    if (name === 'yes') return l10n.t('Download');
    if (name === 'token') return l10n.t('the command "Sign In to the Hugging Face Hub"');
    const setting = editorSettings[name];
    if (setting !== undefined) return setting;
    return value === undefined ? `"${name}"` : `${name}: ${plainName(String(value))}`;
  },
};

/** Whether sentences come in another language than that of the code, in which numbers are written. */
function isTranslated(): boolean {
  return l10n.bundle !== undefined;
}
