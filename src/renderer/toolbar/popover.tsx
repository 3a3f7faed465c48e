import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface PopoverProps {
  label: string;
  /** Drawn while it is open; `close` puts the focus back on the button. */
  children(close: () => void): ComponentChildren;
}

/** A button that opens a small panel below it. Escape, a click elsewhere, or leaving it by keyboard closes it. */
export function Popover({ label, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<PanelPlace>({ side: 'end', room: null });
  const toggle = () => {
    if (root.current) setPlace(placeWithRoom(root.current));
    setOpen(!isOpen);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!isOpen) return;
    const onPointerDown = (event: PointerEvent) => {
      if (root.current && !event.composedPath().includes(root.current)) setOpen(false);
    };
    const page = root.current?.ownerDocument;
    page?.addEventListener('pointerdown', onPointerDown);
    return () => page?.removeEventListener('pointerdown', onPointerDown);
  }, [isOpen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  const onFocusOut = (event: FocusEvent) => {
    const next = event.relatedTarget;
    if (next instanceof Node && !root.current?.contains(next)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens to what its button and panel do
    <div class="popover" ref={root} onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <button ref={button} type="button" class="tool" aria-expanded={isOpen} onClick={toggle}>
        {label}
        <span class="chevron" aria-hidden="true" />
      </button>
      {isOpen && (
        <div class={`panel ${place.side}`} style={place.room === null ? {} : { '--room': `${place.room}px` }}>
          {children(close)}
        </div>
      )}
    </div>
  );
}

interface PanelPlace {
  /** The edge of the button from which the panel has more room in the output. */
  side: 'start' | 'end';
  /** That room in CSS pixels; null: not known. */
  room: number | null;
}

function placeWithRoom(element: HTMLElement): PanelPlace {
  const { left, right } = element.getBoundingClientRect();
  const output = element.closest('.ranking')?.getBoundingClientRect();
  if (output === undefined) return { side: 'end', room: null };
  const [before, after] = [right - output.left, output.right - left];
  return before > after ? { side: 'end', room: before } : { side: 'start', room: after };
}
