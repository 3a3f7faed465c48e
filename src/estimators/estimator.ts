/** An estimator beside LogME. */
export type Estimator = 'hscore' | 'knn' | 'ridge';

/** Whether it is defined for numbers to predict; the H-score compares classes. */
export function takesNumbers(estimator: Estimator): boolean {
  return estimator !== 'hscore';
}
