import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { languageModelTools } from '../../../scripts/export-tools.ts';
import { assistantTools } from '../../../src/assistant/tools.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = z.object({ contributes: z.object({ languageModelTools: z.array(z.unknown()) }) });

it('package.json has the tools as they are (if not: npm run tools)', () => {
  expect(manifest.parse(JSON.parse(read('package.json'))).contributes.languageModelTools).toEqual(languageModelTools());
});

it('the extension registers each of them', () => {
  const source = read('src/extension/assistant/register-assistant.ts');
  const [, list = ''] = /const toolNames = \[([^\]]*)\]/.exec(source) ?? [];
  expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(assistantTools.map(({ name }) => name));
});

it('each has a title and a description in package.nls.json', () => {
  const words = Object.keys(JSON.parse(read('package.nls.json')));
  const wanted = assistantTools.flatMap(({ name }) => [`tool.${name}`, `tool.${name}.description`]);
  expect(wanted.filter((key) => !words.includes(key))).toEqual([]);
});
