import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from './profile.ts';

/**
 * Puts a language pack into a profile, as VS Code keeps them once they are installed. It translates nothing of the editor itself, which so stays English under a
 * locale of that language, but extensions speak it.
 */
export function addLanguagePack(profile: Profile, language: string): void {
  const translations = join(profile.folder, `${language}.i18n.json`);
  writeFileSync(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: language,
    label: language,
    extensions: [{ extensionIdentifier: { id: `tests.language-pack-${language}` }, version: '1.0.0' }],
    translations: { vscode: translations },
  };
  const folder = join(profile.data, 'data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}
