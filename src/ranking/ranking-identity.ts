import type * as z from 'zod';
import { rankingDocument } from './document.ts';

/** What tells a ranking from the others of a notebook: enough to name it and to know it again, without its tasks. */
export const rankingIdentity = rankingDocument.pick({ target: true, model: true, method: true, created: true });

/** What tells a ranking from the others of a notebook. */
export type RankingIdentity = z.infer<typeof rankingIdentity>;

/**
 * Names a ranking by what was ranked, not by its output: the state of the view must survive updates of a running cell and the
 * next opening of the notebook, which both give outputs new ids.
 */
export function rankingKey({ target, model, method }: RankingIdentity): string {
  return JSON.stringify([
    target.fingerprint ?? [target.source, target.config, target.split, target.rows, target.seed],
    target.textColumns,
    target.labelColumn,
    model.id,
    model.pooling,
    method.variant,
  ]);
}
