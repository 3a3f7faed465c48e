import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Width of an element. */
export interface Width {
  pixels: number;
  /** In ems of its font. */
  ems: number;
}

/** Width of the element, followed as it changes; null until the element is there. */
export function useWidth(element: RefObject<HTMLElement | null>): Width | null {
  const [width, setWidth] = useState<Width | null>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const measure = () => {
      const pixels = current.clientWidth;
      setWidth((known) => (known?.pixels === pixels ? known : { pixels, ems: pixels / fontSizeOf(current) }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}

function fontSizeOf(element: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(element).fontSize);
}
