import type { ComponentChildren } from 'preact';

/** A part of the page that scrolls by itself: the keyboard must reach it, and a screen reader must know what it is. */
export function ScrollRegion({
  className,
  label,
  children,
}: {
  className: string;
  label: string;
  children: ComponentChildren;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups fields; a section would be one more landmark
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div class={className} role="group" tabIndex={0} aria-label={label}>
      {children}
    </div>
  );
}
