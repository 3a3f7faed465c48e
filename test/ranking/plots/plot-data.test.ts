import { expect, test } from 'vitest';
import type { RankingDocument } from '../../../src/ranking/document.ts';
import { classEvidenceData } from '../../../src/ranking/plots/class-evidence-data.ts';
import { distributionData } from '../../../src/ranking/plots/distribution-data.ts';
import { layOutPlots, mostClasses } from '../../../src/ranking/plots/plot-frames.ts';
import { classEvidencePlot } from '../../../src/ranking/plots/plots.ts';
import { topTasksData } from '../../../src/ranking/plots/top-tasks-data.ts';
import { summarise } from '../../../src/ranking/summary.ts';
import { makeDocument } from '../../renderer/documents/make-document.ts';
import {
  allBelowBaseline,
  fortyClasses,
  hostile,
  manyTasks,
  mayHelp,
  regression,
} from '../../renderer/documents/recorded.ts';

/** The baseline that every document made here has. */
function baselineOf({ baseline }: RankingDocument) {
  if (baseline === null) throw new Error('no baseline');
  return baseline;
}

test('bars hold as many tasks on each side as the ranking', () => {
  const document = manyTasks();
  const { bins } = distributionData(document);
  const count = (tone: string) => bins.filter((bin) => bin.tone === tone).reduce((sum, bin) => sum + bin.count, 0);
  const better = document.tasks.filter(({ score }) => score > baselineOf(document).score).length;
  expect([count('better'), count('worse')]).toEqual([better, 1500 - better]);
});

test('bars are stacked by what the sample tells of their tasks, with a legend', () => {
  const document = mayHelp();
  const { bins, legend } = distributionData(document);
  const { standings } = summarise(document);
  const count = (tone: string) => bins.filter((bin) => bin.tone === tone).reduce((sum, bin) => sum + bin.count, 0);
  expect([count('likely'), count('untold'), count('unlikely')]).toEqual([
    standings.likely,
    standings.untold,
    standings.unlikely,
  ]);
  for (const { from, low } of bins) {
    const below = bins.filter((bin) => bin.from === from && bin.high <= low);
    expect(low).toBe(below.reduce((sum, bin) => sum + bin.count, 0));
  }
  expect(legend.map(({ label }) => label)).toEqual(['unlikely to help', 'cannot be told', 'likely to help']);
  expect(distributionData(manyTasks()).legend).toEqual([]);
});

test('dots have their intervals, stars where they are to be tried, and are held together where they are tied', () => {
  const rows = topTasksData(mayHelp());
  const shown = mayHelp().tasks.filter(({ alike }) => alike === null);
  expect(rows.map(({ from, to }) => [from, to])).toEqual(shown.slice(0, 20).map(({ interval }) => interval));
  expect(rows.filter(({ name }) => name.startsWith('★ ')).map(({ place }) => place)).toEqual([0, 1, 2, 3]);
  expect(rows.filter(({ tied }) => tied).map(({ place }) => place)).toEqual([0, 1, 2, 3]);
  const [first] = topTasksData(manyTasks());
  expect([first?.from, first?.to, first?.tied]).toEqual([-0.661, manyTasks().tasks[0]?.score, false]);
});

test('a score equal to the baseline counts as not better', () => {
  const { bins } = distributionData({
    ...manyTasks(),
    tasks: manyTasks().tasks.map((task) => ({ ...task, score: -0.661 })),
  });
  expect(bins).toMatchObject([{ tone: 'worse', count: 1500 }]);
});

test('the names of baseline and best stand away from each other', () => {
  expect(distributionData(manyTasks()).marks.map(({ label, align }) => [label, align])).toEqual([
    ['baseline', 'right'],
    ['best', 'left'],
  ]);
  expect(distributionData(allBelowBaseline()).marks.map(({ align }) => align)).toEqual(['left', 'right']);
});

test('the top has twenty rows with the subset in short names', () => {
  const rows = topTasksData(manyTasks());
  expect(rows.length).toBe(20);
  expect(rows.map(({ place }) => place)).toEqual(Array.from({ length: 20 }, (_, index) => index));
  const long = topTasksData(
    makeDocument({ tasks: 120, classes: [], seed: 5 }),
    makeDocument({ tasks: 120, classes: [], seed: 5 }).tasks.filter(({ taskId }) => taskId.length > 45),
  );
  expect(long[0]?.name).toBe('…/tweets_hate_speech_detection');
  for (const { name } of topTasksData(hostile())) expect(name.length).toBeLessThanOrEqual(40);
});

test('the heat map is the evidence against that of the baseline', () => {
  const document = manyTasks();
  const evidence = classEvidenceData(document);
  expect(evidence?.cells.length).toBe(20 * 4);
  for (const { place, column, difference, level } of evidence?.cells ?? []) {
    const task = document.tasks[place];
    expect(difference).toBeCloseTo((task?.evidence[column] ?? 0) - (baselineOf(document).evidence[column] ?? 0), 12);
    expect(Math.abs(level)).toBeLessThanOrEqual(4);
    if (level !== 0) expect(Math.sign(level)).toBe(Math.sign(difference));
  }
  expect(Math.max(...(evidence?.cells ?? []).map(({ level }) => Math.abs(level)))).toBe(4);
});

test('of very many classes those are shown in which tasks differ most', () => {
  const many = makeDocument({ tasks: 30, classes: Array.from({ length: 300 }, (_, index) => `class ${index}`) });
  const flat = many.tasks.map((task) => ({
    ...task,
    evidence: task.evidence.map((value, index) => (index === 77 ? value : (baselineOf(many).evidence[index] ?? 0))),
  }));
  const evidence = classEvidenceData({ ...many, tasks: flat });
  expect(evidence?.classes).toBe(mostClasses);
  expect(evidence?.cells.some(({ className }) => className === 'class 77')).toBe(true);
});

test('the heat map says how many classes it leaves out, in its title and in its words', () => {
  const named = (count: number) => Array.from({ length: count }, (_, index) => `class ${index}`);
  const many = classEvidencePlot(makeDocument({ tasks: 3, classes: named(150) }));
  expect(many?.title).toContain('the 20 of 150 classes');
  expect(many?.message).toContain('Evidence of 20 of 150 classes');
  const all = classEvidencePlot(makeDocument({ tasks: 3, classes: named(mostClasses) }));
  expect(all?.title).toBe('Evidence per class against the baseline');
  expect(all?.message).toContain('Evidence of 20 classes');
});

test('there is no heat map for regression or incomplete evidence', () => {
  expect(classEvidenceData(regression())).toBeNull();
  const document = fortyClasses();
  expect(classEvidenceData({ ...document, baseline: { ...baselineOf(document), evidence: [0] } })).toBeNull();
});

test.each([320, 480, 640, 800, 982, 1400, 2400])(
  'in %i pixels plots stand beside each other only where both have room',
  (available) => {
    for (const classes of [0, 2, 4, 12, 20]) {
      const { frames, sideBySide } = layOutPlots(available, {
        classes,
        slanted: classes > 5 ? 16 : 0,
        hasLegend: true,
      });
      const total = (id: keyof typeof frames) => frames[id].padding.left + frames[id].width + frames[id].padding.right;
      if (sideBySide) {
        expect(total('top-tasks') + total('class-evidence')).toBeLessThanOrEqual(available + 1e-6);
        expect(frames['top-tasks'].padding.top).toBe(frames['class-evidence'].padding.top);
      }
      // More room for data than for names.
      if (available >= 400) expect(frames['top-tasks'].padding.left).toBeLessThan(available / 2);
      expect(total('top-tasks')).toBeLessThanOrEqual(Math.max(available, 340));
      expect(total('distribution')).toBeLessThanOrEqual(Math.max(available, 260));
    }
  },
);

test('further pages hold the other classes, in colours of the same scale', () => {
  const many = makeDocument({ tasks: 30, classes: Array.from({ length: 60 }, (_, index) => `class ${index}`) });
  const pages = [0, 1, 2].map((page) => classEvidenceData(many, many.tasks, { size: 20, page }));
  const names = pages.flatMap((page) => page?.cells.slice(0, 20).map(({ className }) => className) ?? []);
  expect(new Set(names).size).toBe(60);
  expect(new Set(pages.map((page) => page?.limit)).size).toBe(1);
  const spread = (page: (typeof pages)[number]) =>
    Math.max(...(page?.cells ?? []).map(({ difference }) => Math.abs(difference)));
  expect(spread(pages[0] ?? null)).toBeGreaterThan(spread(pages[2] ?? null));
});

test('the scale of the colours stays while a search shows other tasks', () => {
  const document = manyTasks();
  const searched = document.tasks.filter(({ taskId }) => taskId === 'facebook/xnli');
  expect(classEvidenceData(document, searched)?.limit).toBe(classEvidenceData(document)?.limit);
});
