/** A value that tells its listeners when it changes. */
export interface Observable<T> {
  get(): T;
  /** Sets the value; listeners hear of it unless it is the same one. */
  set(value: T): void;
  /** Calls `listener` at each change until the returned function is called. */
  subscribe(listener: (value: T) => void): () => void;
}

/** An observable that begins with `initial`. */
export function observable<T>(initial: T): Observable<T> {
  let current = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
