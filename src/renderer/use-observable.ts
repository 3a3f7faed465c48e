import { useEffect, useState } from 'preact/hooks';
import type { Observable } from './observable.ts';

/** The current value; the component is drawn again at each change. */
export function useObservable<T>(source: Observable<T>): T {
  const [value, setValue] = useState(source.get());
  useEffect(() => {
    // It may have changed between drawing and this effect.
    setValue(() => source.get());
    return source.subscribe((next) => setValue(() => next));
  }, [source]);
  return value;
}
