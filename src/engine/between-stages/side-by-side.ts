/**
 * Runs two tasks side by side under one signal. When one fails, the other is told to stop and is waited for, so that nothing
 * goes on in the background; then the first failure is thrown.
 *
 * @param signal the caller's; aborting it aborts both tasks
 */
export async function sideBySide<First, Second>(
  signal: AbortSignal,
  first: (signal: AbortSignal) => Promise<First>,
  second: (signal: AbortSignal) => Promise<Second>,
): Promise<[First, Second]> {
  const scope = new AbortController();
  const linked = AbortSignal.any([signal, scope.signal]);
  const failures: unknown[] = [];
  const stopOnFailure = (error: unknown): never => {
    failures.push(error);
    scope.abort(error);
    throw error;
  };
  const both = [first(linked).catch(stopOnFailure), second(linked).catch(stopOnFailure)] as const;
  await Promise.allSettled(both);
  if (failures.length > 0) throw failures[0];
  return Promise.all(both);
}
