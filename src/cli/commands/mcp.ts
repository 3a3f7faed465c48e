import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { ProblemError } from '../../protocol/problem.ts';
import type { CommandContext } from '../command-context.ts';
import { reportProblem } from '../report-problem.ts';
import { version } from '../version.ts';
import { collect, positiveInteger } from './option-values.ts';

const mcpOptions = z.object({
  root: z.array(z.string()).default([]),
  offline: z.boolean().default(false),
  threads: z.number().optional(),
});

const help = `
An assistant starts it; nobody types into it. Set-up for some clients: docs/assistants.md.

Example, as many clients have it in their settings:
  { "mcpServers": { "esm-rank": { "command": "esm-rank", "args": ["mcp"] } } }
`;

/** `esm-rank mcp`: the tools of an assistant, over the Model Context Protocol on standard input and output. */
export function addMcpCommand(program: Command, context: CommandContext): void {
  program
    .command('mcp')
    .summary('serve the tools of an assistant (Model Context Protocol)')
    .description(
      'Serve ranking, inspection and lists of maps to an assistant over the Model Context Protocol, on standard input and output. Reads only files in the folders that the client opens; publishes, deletes and writes nothing.',
    )
    .option(
      '--root <folder>',
      'read files below this folder only, whatever the client opens; repeat it for several',
      collect,
    )
    .option('--offline', 'make no request; use the cache')
    .option('--threads <n>', 'threads to compute with', positiveInteger)
    .addHelpText('after', help)
    .action(async (raw: unknown) => {
      const { root, offline, threads } = mcpOptions.parse(raw);
      const named = await Promise.all(root.map(folderOf));
      // Loaded for this command only: the others shall not start later for it.
      const { serveOnStdio } = await import('../../mcp/serve-on-stdio.ts');
      await serveOnStdio(
        {
          engine: context.createEngine({ offline, threads }),
          version,
          named,
          workingFolder: process.cwd(),
          onDefect: (error) => void reportProblem(error, context.stderr),
        },
        { input: context.stdin, output: context.stdout.stream, signal: context.signal },
      );
    });
}

/** @throws {ProblemError} run-no-such-folder */
async function folderOf(name: string): Promise<string> {
  const folder = resolve(name);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) throw new ProblemError({ area: 'run', code: 'run-no-such-folder', folder: name });
  return folder;
}
