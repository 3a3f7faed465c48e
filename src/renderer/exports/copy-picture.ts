import type { Translate } from '../../ranking/sentences/translate.ts';
import type { Outcome } from '../extension-link.ts';

/** Copies a picture, which only the page can, and may not be allowed to. */
export async function copyPicture(png: Blob, say: Translate): Promise<Outcome> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return { ok: true, outcome: say('Copied.') };
  } catch {
    return { ok: false, outcome: say('This page may not copy.') };
  }
}
