import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rankingDocument } from '../../src/ranking/document.ts';
import { toCsv } from '../../src/ranking/export/csv.ts';
import { toHtmlFragment } from '../../src/ranking/export/html.ts';
import { toJson } from '../../src/ranking/export/json.ts';
import { toMarkdown } from '../../src/ranking/export/markdown.ts';
import { toTextTable } from '../../src/ranking/export/text-table.ts';
import { topTasksPlot } from '../../src/ranking/plots/plots.ts';
import { measuredMarks } from '../../src/ranking/plots/top-tasks-data.ts';
import { answerParts } from '../../src/ranking/sentences/answer.ts';
import { queryTasks, wholeRanking } from '../../src/ranking/task-query.ts';
import { englishWords } from '../../src/renderer/page-words.ts';
import { tableColumns } from '../../src/renderer/table/columns.ts';
import { someTasks, twoTasks } from '../renderer/documents/recorded.ts';
import { withCertainty } from '../renderer/documents/with-certainty.ts';
import { withMeasured } from '../renderer/documents/with-measured.ts';

const ranking = withCertainty(someTasks(), { verdict: 'may-help', standardError: 0.006, shortlist: 2, alike: [] });
const measured = withMeasured(ranking, { 0: [-0.0042, 0.01], 2: [0.0311, 0.008] });

describe('the headline', () => {
  it('says what was measured, then what that rests on, then what was estimated', () => {
    const { headline, rest } = answerParts(measured);
    expect(headline).toBe('Measured: +3.1 ± 0.8 points with fancyzhx/yelp_polarity (plain_text).');
    expect(rest).toMatch(
      /^On 40 rows that were held out, accuracy \(%\) without an intermediate task is 61\.7; the ± is the standard deviation over 3 seeds\. Estimated: /,
    );
    expect(rest).toContain(answerParts(ranking).headline);
    expect(rest).toContain(answerParts(ranking).rest);
  });

  it.each([
    [[0.005, 0.01], /^Measured: \+0\.5 ± 1\.0 points with .+, which may be luck\.$/],
    [[0.005, null], /^Measured: \+0\.5 points with [^,]+\.$/],
    [[-0.012, 0.004], /^Measured: .+ did not help \(−1\.2 ± 0\.4 points\)\. Fine-tune .+ on your data directly\.$/],
    [[0, 0], /did not help \(±0\.0 ± 0\.0 points\)/],
  ] as const)('of a gain of %j', (gain, expected) => {
    expect(answerParts(withMeasured(ranking, { 1: gain })).headline).toMatch(expected);
  });

  it('says where none of several helped', () => {
    const { headline } = answerParts(withMeasured(ranking, { 0: [-0.02, 0.01], 1: [-0.01, 0.01] }));
    expect(headline).toMatch(/^Measured: none of 2 tasks helped; the best, .+, gave −1\.0 ± 1\.0 points\./);
  });
});

describe('the tables', () => {
  it('have a column where a task was tried, and none else', () => {
    for (const write of [toTextTable, toMarkdown, toHtmlFragment]) {
      expect(write(measured)).toContain('Measured');
      expect(write(ranking)).not.toContain('Measured');
    }
    expect(tableColumns(measured, englishWords).some(({ id }) => id === 'measured')).toBe(true);
    expect(tableColumns(ranking, englishWords).some(({ id }) => id === 'measured')).toBe(false);
  });

  it('hold the gain in the row of its task, before its name in a terminal', () => {
    const lines = toTextTable(measured, { top: 3 }).split('\n');
    expect(lines[1]).toMatch(/-0\.4 ± 1\.0 {2}nyu-mll\/glue/);
    expect(lines.find((line) => line.includes('yelp_polarity'))).toMatch(/\+3\.1 ± 0\.8 {2}fancyzhx\/yelp_polarity/);
    // Words of lines that are no task stand below the names, beside the new column.
    expect(lines.find((line) => line.includes('Baseline'))?.indexOf('──')).toBe(lines[0]?.indexOf('Task'));
  });

  it('have as many cells in each row', () => {
    const rows = toMarkdown(measured, { top: 5 })
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
    const cells = [...toHtmlFragment(measured, { top: 5 }).matchAll(/<tr[ >].*?<\/tr>/g)].map(([row]) =>
      [...row.matchAll(/<t[hd](?: [^>]*?colspan="(\d+)")?/g)].reduce((sum, [, span]) => sum + Number(span ?? 1), 0),
    );
    expect(new Set(cells).size).toBe(1);
  });

  it('can be sorted by it; tasks that were not tried come last in either direction', () => {
    const ranks = (descending: boolean) =>
      queryTasks(measured.tasks, { ...wholeRanking, sort: { by: 'measured', descending } }).map(({ rank }) => rank);
    expect(ranks(true).slice(0, 3)).toEqual([3, 1, 2]);
    expect(ranks(false).slice(0, 3)).toEqual([1, 3, 2]);
  });

  it('of CSV have it in full precision', () => {
    const [first] = parse<Record<string, string>>(toCsv(measured), { columns: true });
    expect(first).toMatchObject({ measured_gain: '-0.0042', measured_spread: '0.01', measured_seeds: '3' });
  });
});

describe('the plot of the first tasks', () => {
  it('has a mark for each gain: none stands at the baseline, the largest as far from it as the farthest score', () => {
    const baseline = measured.baseline?.score ?? Number.NaN;
    const [lower, higher] = measuredMarks(measured);
    expect(lower).toMatchObject({ place: 0, label: '−0.4 ± 1.0', before: true });
    expect(higher).toMatchObject({ place: 2, label: '+3.1 ± 0.8' });
    const farthest = Math.max(...measured.tasks.slice(0, 20).map(({ score }) => Math.abs(score - baseline)));
    expect((higher?.score ?? 0) - baseline).toBeCloseTo(farthest, 12);
    expect((lower?.score ?? 0) - baseline).toBeCloseTo((-0.0042 / 0.0311) * farthest, 12);
  });

  it('says what they are, and their values to who points at a row', () => {
    const { title, data } = topTasksPlot(measured);
    expect(title).toContain('◇ measured gain in points, on its own scale');
    expect(data.tasks?.[2]).toMatchObject({ tooltip: expect.stringMatching(/, measured \+3\.1 ± 0\.8 points$/) });
    expect(topTasksPlot(ranking).data.measured).toEqual([]);
  });
});

it('is kept in the document, which without it is as before', () => {
  expect(rankingDocument.parse(JSON.parse(toJson(measured)))).toEqual(measured);
  expect(toJson(twoTasks())).not.toContain('measure');
});
