/**
 * Keeps plain keys from the notebook around the output: VS Code hears every key of the page and takes `d d` for "delete cell". It
 * knows that an input has the focus only when the focus comes from outside of a shadow root. Escape, Tab, function keys and
 * anything with a modifier still belong to it.
 */
export function keepKeys(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(Escape|Tab|F\d+)$/.test(event.key)) return;
  event.stopPropagation();
}
