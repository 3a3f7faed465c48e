import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rankingJsonSchema } from '../../src/ranking/json-schema.ts';

test('docs/ranking.schema.json is what the zod schema says (node scripts/generate-schema.ts)', () => {
  const file = new URL('../../docs/ranking.schema.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(rankingJsonSchema(), null, 2)}\n`);
});
