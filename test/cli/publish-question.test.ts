import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';
import { outputTo } from '../../src/cli/output.ts';
import { createLocalEngine } from '../../src/engine/local-engine.ts';
import { type PublishFixture, publishFixture, repo } from '../engine/publishing/publish-fixture.ts';

/** `esm-rank publish` on a terminal, at whose question somebody types, or presses Ctrl-C (null). */
async function publishAt(fixture: PublishFixture, typed: string | null) {
  const stop = new AbortController();
  const terminal = () => Object.assign(new PassThrough(), { isTTY: true, columns: 100 });
  const [stdin, out, err] = [terminal(), terminal(), terminal()];
  let shown = '';
  err.on('data', (chunk: Buffer) => {
    shown += chunk;
    if (!shown.endsWith('[y/N] ')) return;
    if (typed === null) stop.abort();
    else stdin.write(typed);
  });
  const code = await runCommandLine(['publish', fixture.folder, '--repo', repo, '--private'], {
    stdin,
    stdout: outputTo(out),
    stderr: outputTo(err),
    signal: stop.signal,
    createEngine: () => createLocalEngine(fixture.context()),
  });
  return { code, shown, isThere: fixture.engine.fake.state.repositories.has(`model/${repo}`) };
}

describe('the question before publishing', () => {
  it.each([
    ['y\n', 0, true],
    ['n\n', 2, false],
    ['\n', 2, false],
    [null, 130, false],
  ])('is answered with %j: exit code %i, published: %s', async (typed, code, isThere) => {
    await using fixture = await publishFixture();
    const ended = await publishAt(fixture, typed);
    expect(ended).toMatchObject({ code, isThere });
    expect(ended.shown).toContain(`Visibility: private\nAccount: tester\nLicence: apache-2.0\n`);
    expect(ended.shown).toContain('model.safetensors, 66.2 kB, new');
    expect(ended.shown).toContain(`Publish these files to ${repo}, for those only who may see it? [y/N] `);
  });
});
