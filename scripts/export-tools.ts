import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { assistantTools } from '../src/assistant/tools.ts';

const file = join(import.meta.dirname, '../package.json');

/** Names in package.json keep their order. */
const named = z.record(z.string(), z.unknown());

/** The tools of an assistant as VS Code reads them from package.json, before any of this program is loaded. */
export function languageModelTools(): object[] {
  return assistantTools.map(({ name, description, inputSchema }) => {
    const { $schema: _, ...schema } = inputSchema();
    return {
      name,
      toolReferenceName: name.replaceAll(/_(\w)/g, (_whole, letter: string) => letter.toUpperCase()),
      displayName: `%tool.${name}%`,
      userDescription: `%tool.${name}.description%`,
      modelDescription: description,
      canBeReferencedInPrompt: true,
      icon: '$(list-ordered)',
      tags: ['machine-learning'],
      when: 'isWorkspaceTrusted && !virtualWorkspace',
      inputSchema: schema,
    };
  });
}

/** Writes them into package.json: `node scripts/export-tools.ts`. */
if (import.meta.main) {
  const whole = named.parse(JSON.parse(readFileSync(file, 'utf8')));
  const contributes = { ...named.parse(whole.contributes), languageModelTools: languageModelTools() };
  writeFileSync(file, `${JSON.stringify({ ...whole, contributes }, null, 2)}\n`);
}
