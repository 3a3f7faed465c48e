import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { describe, expect, it } from 'vitest';
import { formatRanking } from '../../src/cli/commands/format-ranking.ts';
import { describeTarget } from '../../src/cli/run-notes.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { drawPlots } from '../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../src/ranking/plots/plots.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { englishWords } from '../../src/renderer/page-words.ts';
import { hostile, someTasks, withSkipped } from '../renderer/documents/recorded.ts';

const options = { top: undefined, width: undefined };

describe('the files of the command line', () => {
  // The renderer makes its files so; test/renderer/actions.browser.test.ts holds its side.
  it.each([
    ['a usual ranking', someTasks()],
    ['skipped maps and warnings', withSkipped()],
    ['hostile strings', hostile()],
  ])('are those of the notebook: %s', async (_name, document) => {
    const plots = await drawPlots(
      exportPlots(document),
      (spec) => new View(parse(spec, undefined, { ast: true }), { renderer: 'none', expr: expressionInterpreter }),
    );
    expect(await formatRanking(document, { ...options, format: 'html' })).toBe(
      toHtml(document, { describe: englishWords.describe, plots }),
    );
    expect(await formatRanking(document, { ...options, format: 'md' })).toBe(
      toMarkdown(document, { describe: englishWords.describe }),
    );
  });

  it('of Markdown holds the first so many tasks where that is asked for', async () => {
    const markdown = await formatRanking(someTasks(), { ...options, top: 2, format: 'md' });
    expect(markdown.match(/^\| \d+ \|/gm)).toEqual(['| 1 |', '| 2 |']);
  });

  it('say beside the answer that many rows were left out', async () => {
    const dropped = [{ reason: 'empty-text', count: 111, firstRows: [1, 5, 9, 13, 17] }];
    const warnings = [
      { code: 'dataset-renamed', detail: { from: 'a', to: 'b' } },
      { code: 'dataset-many-dropped', detail: { count: 111, rows: 500, dropped } },
    ];
    const document = { ...someTasks(), warnings };
    const caveat = '111 of 500 rows were left out: 111 with blank text (rows 1, 5, 9, 13, 17, …).';
    const answer = answerSentence(document);
    const table = await formatRanking(document, { ...options, format: 'table' });
    expect(table).toContain(`\n${answer}\n${caveat}`);
    const markdown = await formatRanking(document, { ...options, format: 'md' });
    expect(markdown).toMatch(/^\*\*.*\*\*\n\n(?:.*\n\n)?111 of 500 rows were left out.*\n\n\| Rank/);
    expect(markdown.match(/111 of 500/g)?.length).toBe(1);
    const html = await formatRanking(document, { ...options, format: 'html' });
    expect(html).toMatch(/<p class="answer">.*\n(?:<p>.*\n)?<p class="warning">111 of 500 rows were left out/);
    expect(describeTarget(document).filter((line) => line.includes('111 with blank text'))).toHaveLength(1);
  });

  it('hold plots in the page, no script and no handler, also from hostile strings', async () => {
    const page = await formatRanking(hostile(), { ...options, format: 'html' });
    expect(page.match(/<svg /g)?.length).toBe(3);
    expect(page).not.toMatch(/(?:href|src)="(?!https:\/\/huggingface\.co\/)/i);
    // What stands within quotes is a value, and cannot leave them.
    const markup = page.replaceAll(/"[^"]*"/g, '""');
    expect(markup).not.toMatch(/<(?:script|img|iframe|object|embed)|<[^>]* on\w+=/i);
  });
});
