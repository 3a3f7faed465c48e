import type { ExtensionLink, Outcome } from './extension-link.ts';

/** Copies by the extension where it can, else by the page, which may not be allowed to. */
export async function copyText(text: string, extension: ExtensionLink): Promise<Outcome> {
  if (extension.actions.get().has('copy')) return extension.request({ type: 'copy', text });
  try {
    await navigator.clipboard.writeText(text);
    return { ok: true, outcome: 'Copied.' };
  } catch {
    return { ok: false, outcome: 'This page may not copy.' };
  }
}
