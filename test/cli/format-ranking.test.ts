import { parse, View } from 'vega';
import { expressionInterpreter } from 'vega-interpreter';
import { describe, expect, it } from 'vitest';
import { formatRanking } from '../../src/cli/commands/format-ranking.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { drawPlots } from '../../src/ranking/plots/draw-plots.ts';
import { exportPlots } from '../../src/ranking/plots/plots.ts';
import { describeFact } from '../../src/renderer/describe-fact.ts';
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
      toHtml(document, { describe: describeFact, plots }),
    );
    expect(await formatRanking(document, { ...options, format: 'md' })).toBe(
      toMarkdown(document, { describe: describeFact }),
    );
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
