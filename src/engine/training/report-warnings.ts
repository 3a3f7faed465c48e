import { isLocalPath } from '../../protocol/local-path.ts';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingWarning } from '../../protocol/training-warnings.ts';
import type { FittedMap } from './fit-map.ts';

/** What a reader of the report should know of a map. */
export function warningsOf(fitted: FittedMap, request: TrainRequest, base: string): TrainingWarning[] {
  const { sources, solved, error } = fitted;
  const { identityError } = solved;
  const warnings: TrainingWarning[] = [];
  const [own] = sources;
  if (isLocalPath(base)) warnings.push({ code: 'training-base-is-folder', detail: { base } });
  if (identityError === 0) {
    const { tuned = request.embeddings ?? '' } = request;
    return [...warnings, { code: 'training-nothing-changed', detail: { base, tuned } }];
  }
  if (sources.length === 1 && own !== undefined) {
    warnings.push({ code: 'training-own-texts-only', detail: { source: own.source } });
  }
  if (error >= identityError) {
    return [...warnings, { code: 'training-no-better-than-identity', detail: { source: null, error, identityError } }];
  }
  for (const source of sources.length > 1 ? sources : []) {
    if (source.error < source.identityError) continue;
    const { source: name, error: ofSource, identityError: without } = source;
    const detail = { source: name, error: ofSource, identityError: without };
    warnings.push({ code: 'training-no-better-than-identity', detail });
  }
  return warnings;
}
