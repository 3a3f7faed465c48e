import type { RunWarning } from '../../protocol/run-warnings.ts';

/** The warning of a list of maps that comes from the cache alone. @param model whose maps they are; null: those of all models */
export function esmsFromCacheWarning(model: string | null, esms: number): RunWarning {
  return { code: 'run-esms-from-cache', detail: { model, esms } };
}
