import type { Translate } from '../ranking/sentences/translate.ts';
import type { ExtensionLink, Outcome } from './extension-link.ts';

/** Copies by the extension where it can, else by the page, which may not be allowed to. */
export async function copyText(text: string, extension: ExtensionLink, say: Translate): Promise<Outcome> {
  if (extension.actions.get().has('copy')) return extension.request({ type: 'copy', text });
  try {
    await navigator.clipboard.writeText(text);
    return { ok: true, outcome: say('Copied.') };
  } catch {
    return { ok: false, outcome: say('This page may not copy.') };
  }
}
