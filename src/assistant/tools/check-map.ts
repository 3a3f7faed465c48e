import { join } from 'node:path';
import * as z from 'zod';
import { type EsmCheck, esmCheck } from '../../protocol/esm-findings.ts';
import { isLocalPath } from '../../protocol/local-path.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import { describeEsmFinding, describeEsmVerdict } from '../../words/esm-findings.ts';
import { shortText } from '../arguments.ts';
import { readablePath } from '../readable-path.ts';
import { defineTool, type ToolContext } from '../tool.ts';
import { assistantVoice as voice } from '../voice.ts';

const checkArguments = z.strictObject({
  map: shortText.describe(
    'A repository on the Hugging Face Hub, or a folder as ./name, in a folder that is open to you.',
  ),
});

/** Tells whether a map is found and ranked. It repairs nothing: that is the person's to do, with `esm-rank check --fix`. */
export const checkMap = defineTool({
  name: 'check_map',
  title: 'Check a map',
  description:
    'Tells whether an Embedding Space Map, on the Hugging Face Hub or in a folder, is found and ranked by this program and by hfselect, and what is missing or odd. Changes nothing.',
  isOnline: true,
  input: checkArguments,
  output: esmCheck,
  async answer({ map }, context) {
    const { engine, signal } = context;
    const check = await engine.checkEsm({ ...(await namedMap(map, context)), fix: false, signal });
    return { text: inWords({ ...check, name: map }), facts: { ...check, name: map }, whole: [] };
  },
});

/**
 * A name that can be either is the folder, where there is one: so each is looked at as a path first.
 *
 * @throws {ProblemError} run-outside-folders
 */
async function namedMap(map: string, { folders }: ToolContext): Promise<{ name: string; folder?: string }> {
  const open = await folders();
  if (!isLocalPath(map) && open.length === 0) return { name: map };
  const { folder, path } = await readablePath(map, open);
  return isLocalPath(map) ? { name: join(folder, path) } : { name: map, folder };
}

function inWords(check: EsmCheck): string {
  const lines = check.findings.flatMap((finding) => {
    const { message, remedy } = describeEsmFinding(finding, voice);
    return [`- ${plainLine(remedy === null ? message : `${message} ${remedy}`)}`];
  });
  return [plainLine(describeEsmVerdict(check, voice)), ...lines].join('\n');
}
