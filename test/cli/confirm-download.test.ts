import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { confirmDownload } from '../../src/cli/confirm-download.ts';

const plan = {
  model: 'a/b',
  dimension: 768,
  esmsAvailable: 1512,
  esmsSelected: 1512,
  esmsCached: 0,
  esmBytesToFetch: 3.57e9,
  modelBytesToFetch: 0,
  bytesToFetch: 3.57e9,
};

/** A terminal on which somebody types, or a pipe. */
function terminal(typed: string, isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const stream = new PassThrough();
  let shown = '';
  stream.on('data', (chunk: Buffer) => {
    shown += chunk;
    if (shown.endsWith('[y/N] ')) stdin.write(typed);
  });
  return { stdin, stderr: { isTTY, stream }, shown: () => shown };
}

const display = { update() {}, note() {}, close() {} };

function ask(yes: boolean, { stdin, stderr }: ReturnType<typeof terminal>): Promise<boolean> {
  const signal = new AbortController().signal;
  return confirmDownload({ plan, yes, context: { stdin, stderr, signal }, display });
}

describe('confirmDownload', () => {
  it.each([
    ['y\n', true],
    ['YES\n', true],
    ['\n', false],
    ['n\n', false],
    ['what?\n', false],
  ])('takes %j for %s', async (typed, answer) => {
    const person = terminal(typed);
    expect(await ask(false, person)).toBe(answer);
    expect(person.shown()).toContain('Download 3.6 GB?');
  });

  it('says what a first look is beside all of them whole', async () => {
    const person = terminal('y\n');
    const { stdin, stderr } = person;
    const otherwise = { look: 'all', bytesToFetch: 3.57e9 } as const;
    const look = { ...plan, look: 'first' as const, bytesToFetch: 7e8, otherwise };
    const context = { stdin, stderr, signal: new AbortController().signal };
    expect(await confirmDownload({ plan: look, yes: false, context, display })).toBe(true);
    expect(person.shown()).toContain(
      'Download up to 700 MB for a first look at 1,512 maps (all whole, with --look all: 3.6 GB)?',
    );
  });

  it('asks nobody where --yes was given', async () => {
    const person = terminal('n\n');
    expect(await ask(true, person)).toBe(true);
    expect(person.shown()).toBe('');
  });

  it('refuses where there is nobody to ask', async () => {
    const pipe = terminal('y\n', false);
    expect(await ask(false, pipe)).toBe(false);
    expect(pipe.shown()).toBe('');
  });
});
