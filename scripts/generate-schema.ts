import { writeFileSync } from 'node:fs';
import { rankingJsonSchema } from '../src/ranking/json-schema.ts';

/** Writes docs/ranking.schema.json from the zod schema: `node scripts/generate-schema.ts`. */
const file = new URL('../docs/ranking.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(rankingJsonSchema(), null, 2)}\n`);
