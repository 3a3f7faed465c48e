import * as z from 'zod';
import { esmProblem } from './problems/esm.ts';

const dimension = z.number().int();

/** What was found missing or odd about a map, as facts. */
export const esmFinding = z.discriminatedUnion('code', [
  /** It cannot be read here. */
  z.object({ code: z.literal('unusable'), problem: esmProblem }),
  /** config.json does not say that the map is linear; `found`: what it says. */
  z.object({ code: z.literal('architecture-not-linear'), found: z.string().nullable() }),
  z.object({ code: z.literal('dimension-not-stated'), dimension }),
  z.object({ code: z.literal('other-dimension-stated'), stated: z.number(), dimension }),
  /** Tensors under names that do not go with the version that config.json states. */
  z.object({ code: z.literal('other-tensor-names'), tensors: z.array(z.string()), expected: z.array(z.string()) }),
  z.object({ code: z.literal('no-bias') }),
  z.object({ code: z.literal('no-card') }),
  z.object({ code: z.literal('card-without-front-matter') }),
  z.object({ code: z.literal('card-unreadable'), reason: z.string() }),
  z.object({ code: z.literal('card-without-tag'), tag: z.string() }),
  z.object({ code: z.literal('card-without-base-model'), expected: z.string() }),
  z.object({ code: z.literal('card-of-other-base-model'), found: z.string(), expected: z.string() }),
  z.object({ code: z.literal('base-model-not-on-hub'), baseModel: z.string() }),
  /** The card is right, but the Hub has not made these tags of it. */
  z.object({ code: z.literal('tags-not-made'), tags: z.array(z.string()) }),
  z.object({ code: z.literal('base-model-renamed'), stated: z.string(), canonical: z.string() }),
  /** Nobody could be asked what the base model is called now. */
  z.object({ code: z.literal('base-model-not-asked'), stated: z.string() }),
  z.object({ code: z.literal('card-without-license') }),
  z.object({ code: z.literal('card-without-dataset'), expected: z.string() }),
  /** The task's name can be no dataset on the Hub: a path, a file. */
  z.object({ code: z.literal('task-not-on-hub'), taskId: z.string() }),
  z.object({ code: z.literal('fields-missing'), fields: z.array(z.string()) }),
  /** Mean squared errors with the map and without one. */
  z.object({ code: z.literal('no-better-than-identity'), error: z.number(), identityError: z.number() }),
  z.object({ code: z.literal('changes-nothing') }),
]);

/** Something missing or odd about a map. */
export type EsmFinding = z.infer<typeof esmFinding>;

/** What a finding means for the map: not ranked at all, not (or with random weights) by hfselect, not found on the Hub; or worth knowing. */
export type EsmConsequence = 'not-ranked' | 'not-by-hfselect' | 'not-found' | 'note';

const consequences: Record<EsmFinding['code'], EsmConsequence> = {
  unusable: 'not-ranked',
  'architecture-not-linear': 'not-by-hfselect',
  'dimension-not-stated': 'not-by-hfselect',
  'other-dimension-stated': 'not-by-hfselect',
  'other-tensor-names': 'not-by-hfselect',
  'no-bias': 'not-by-hfselect',
  'no-card': 'not-found',
  'card-without-front-matter': 'not-found',
  'card-unreadable': 'not-found',
  'card-without-tag': 'not-found',
  'card-without-base-model': 'not-found',
  'card-of-other-base-model': 'not-found',
  'base-model-not-on-hub': 'not-found',
  'tags-not-made': 'not-found',
  'base-model-renamed': 'note',
  'base-model-not-asked': 'note',
  'card-without-license': 'note',
  'card-without-dataset': 'note',
  'task-not-on-hub': 'note',
  'fields-missing': 'note',
  'no-better-than-identity': 'note',
  'changes-nothing': 'note',
};

/** What a finding means for the map. */
export function consequenceOf({ code }: EsmFinding): EsmConsequence {
  return consequences[code];
}

/** A map that was looked at. */
export const esmCheck = z.object({
  /** Folder or repository, as it was named. */
  name: z.string(),
  taskId: z.string().nullable(),
  baseModel: z.string().nullable(),
  dimension: dimension.nullable(),
  findings: z.array(esmFinding),
  /** Files that were repaired. The findings are those that are left. */
  fixed: z.array(z.string()),
});

/** A map that was looked at, and what was found. */
export type EsmCheck = z.infer<typeof esmCheck>;
