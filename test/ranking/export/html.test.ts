import { expect, test } from 'vitest';
import { toHtml, toHtmlFragment } from '../../../src/ranking/export/html.ts';
import { hostile, manyTasks, withSkipped } from '../../renderer/documents/recorded.ts';

/** Every tag with its attributes, as written. */
function tags(html: string): string[] {
  return [...html.matchAll(/<(?!!doctype)([^>]*)>/g)].map(([, tag = '']) => tag);
}

/** The same without attribute values, where text may look like anything. */
function tagsWithoutValues(html: string): string[] {
  return tags(html).map((tag) => tag.replace(/"[^"]*"/g, '""'));
}

test('the page needs nothing from elsewhere', () => {
  const page = toHtml(manyTasks());
  expect(page).toMatch(/^<!doctype html>/);
  expect(
    tags(page).filter((tag) => /^(script|link|img|iframe|base|form|object)\b|\son\w+=|src=|url\(/i.test(tag)),
  ).toEqual([]);
  expect(page).toContain("default-src 'none'");
});

test('hostile names open no tag and no address but https', () => {
  const allowed =
    /^\/?(html|head|body|meta|title|style|h1|p|strong|div|dl|dt|dd|table|thead|tbody|tr|th|td|details|summary|ul|li|a)\b/;
  const all = tags(toHtml(hostile()));
  expect(all.filter((tag) => !allowed.test(tag))).toEqual([]);
  expect(tagsWithoutValues(toHtml(hostile())).filter((tag) => /\son\w+\s*=|'/.test(tag))).toEqual([]);
  const addresses = all.flatMap((tag) => /href="([^"]*)"/.exec(tag)?.[1] ?? []);
  expect(addresses.filter((address) => !address.startsWith('https://huggingface.co/'))).toEqual([]);
});

test('the table can be read without script: answer, tasks, baseline, skipped', () => {
  const fragment = toHtmlFragment(withSkipped());
  expect(fragment).toMatch(/ ranks first, 0\.\d+ above the baseline\./);
  expect(fragment.match(/<tr>/g)?.length).toBe(1 + 20);
  expect(fragment.match(/<tr class="baseline">/g)?.length).toBe(1);
  expect(fragment).toContain('<summary>13 maps skipped</summary>');
  expect(fragment).not.toContain('<style');
});

test('plots are figures with a title and a description', () => {
  const page = toHtml(manyTasks(), {
    plots: [{ id: 'scores', title: 'Scores', description: '"Most" help', svg: '<svg></svg>' }],
  });
  expect(page).toContain('<figure class="scores" role="img" aria-label="Scores. &quot;Most&quot; help">');
  expect(page).toContain('<svg></svg>');
});
