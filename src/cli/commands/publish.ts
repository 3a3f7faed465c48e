import { type Command, Option } from 'commander';
import * as z from 'zod';
import type { Engine } from '../../engine/engine.ts';
import { ProblemError } from '../../protocol/problem.ts';
import type { PublishedEsm, PublishPlan, PublishRequest } from '../../protocol/publish-plan.ts';
import { indentedJson } from '../../ranking/export/json.ts';
import { plainLine } from '../../ranking/plain-text.ts';
import {
  describeBrokenOff,
  describePublished,
  describePublishPlan,
  isPublished,
  publishQuestion,
} from '../../words/publish-plan.ts';
import { ask } from '../ask.ts';
import type { CommandContext } from '../command-context.ts';
import { exitCodes } from '../exit-codes.ts';
import { linesOf } from '../run-notes.ts';
import { commandLineVoice as voice } from '../voice.ts';
import { filled } from './option-values.ts';

const publishOptions = z.object({
  repo: z.string().optional(),
  repair: z.string().optional(),
  private: z.boolean().default(false),
  message: z.string().optional(),
  yes: z.boolean().default(false),
  dryRun: z.boolean().default(false),
  format: z.enum(['table', 'json']),
});

type PublishOptions = z.infer<typeof publishOptions>;

const example = `
Examples:
  esm-rank publish ./my-map --repo me/ESM_stanfordnlp__imdb --dry-run
  esm-rank publish ./my-map --repo me/ESM_stanfordnlp__imdb
  esm-rank publish --repair me/ESM_that_nobody_finds
`;

/** `esm-rank publish <folder> --repo <owner/name>`: a map onto the Hub; with `--repair`, what one there lacks to be found. */
export function addPublishCommand(program: Command, context: CommandContext): void {
  program
    .command('publish')
    .argument('[folder]', 'folder of the map: config.json, model.safetensors, README.md', filled)
    .summary('publish a map on the Hub')
    .description(
      'Publish a map on the Hub: shows what will be made public and where, asks, and puts it there in one commit. The token is that of HF_TOKEN or of the token file, with the right to write.',
    )
    .option('--repo <owner/name>', 'repository to publish to; made if it is not there', filled)
    .option('--private', 'make the repository a private one')
    .option('--repair <owner/name>', 'give a map on the Hub what it lacks to be found and ranked', filled)
    .option('--message <text>', 'message of the commit')
    .option('--yes', 'publish without a question')
    .option('--dry-run', 'show what would be published, and write nothing')
    .addOption(new Option('--format <name>', 'format of the result').choices(['table', 'json']).default('table'))
    .addHelpText('after', example)
    .action(async (folder: string | undefined, raw: unknown, command: Command) => {
      const options = publishOptions.parse(raw);
      const request = requestOf(folder, options, command);
      const engine = context.createEngine({});
      const { signal } = context;
      const plan = await engine.planPublishing({ request, dryRun: options.dryRun, signal });
      const write = (result: PublishPlan | PublishedEsm, lines: readonly string[]) =>
        context.stdout.write(options.format === 'json' ? indentedJson(result) : linesOf(lines.map(plainLine)));
      const about = describePublishPlan(plan, voice);
      if (options.dryRun) return write(plan, about);
      context.stderr.write(linesOf(about.map(plainLine)));
      if (!isPublished(plan)) await agree(plan, options, context);
      const published = await publish(engine, plan, context);
      return write(published, describePublished(published, voice));
    });
}

function requestOf(folder: string | undefined, options: PublishOptions, command: Command): PublishRequest {
  const fail = (message: string) => command.error(`error: ${message}`, { exitCode: exitCodes.input });
  const { repo, repair, message, private: isPrivate } = options;
  if (message?.trim() === '') return fail('--message is empty');
  const given = message === undefined ? {} : { message };
  if (repair !== undefined) {
    if (folder !== undefined || repo !== undefined)
      return fail('--repair names the repository: leave out folder and --repo');
    if (isPrivate) return fail('--private is for new repositories; --repair leaves that as it is');
    return { kind: 'repair', repo: repair, ...given };
  }
  if (folder === undefined) return fail('name the folder of the map, or a repository with --repair');
  if (repo === undefined) return fail('name the repository with --repo <owner/name>');
  return { kind: 'folder', folder, repo, private: isPrivate, ...given };
}

/** @throws {ProblemError} publish-needs-consent, publish-declined, run-cancelled */
async function agree(plan: PublishPlan, { yes }: PublishOptions, context: CommandContext): Promise<void> {
  if (yes) return;
  const answer = await ask(publishQuestion(plan, voice), context);
  const { repo } = plan;
  if (answer === 'nobody') throw new ProblemError({ area: 'publish', code: 'publish-needs-consent', repo });
  if (answer === 'no') throw new ProblemError({ area: 'publish', code: 'publish-declined', repo });
  if (answer === 'cancelled') throw new ProblemError({ area: 'run', code: 'run-cancelled' });
}

/** Says of what broke off in the middle that it can be begun again. */
async function publish(engine: Engine, plan: PublishPlan, { signal, stderr }: CommandContext): Promise<PublishedEsm> {
  try {
    return await engine.publishEsm({ plan, signal });
  } catch (error) {
    const isBroken =
      error instanceof ProblemError && (error.problem.area === 'hub' || error.problem.code === 'run-cancelled');
    if (isBroken) stderr.write(linesOf([plainLine(describeBrokenOff(plan, voice))]));
    throw error;
  }
}
