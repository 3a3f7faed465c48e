/** Numbers that a suite measured, by name; for the launcher, which may compare those of several windows. */
export type Measurements = Record<string, number>;

const numbers = new Map<string, number>();

/** Hands a number to the launcher. */
export function measure(name: string, value: number): void {
  numbers.set(name, value);
}

/** The numbers of this run. */
export function measurements(): Measurements {
  return Object.fromEntries(numbers);
}
