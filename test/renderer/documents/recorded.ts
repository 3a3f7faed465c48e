import { type RankingDocument, rankingDocument } from '../../../src/ranking/document.ts';
import { rankTasks } from '../../../src/ranking/rank-tasks.ts';
import { makeDocument } from './make-document.ts';
import { withCertainty } from './with-certainty.ts';

const topics = ['billing', 'bug', 'feature request', 'question'];

/** A usual ranking: 1,500 tasks, four classes, about two fifths of the tasks help. */
export const manyTasks = (): RankingDocument => makeDocument({ tasks: 1500, classes: topics });

/** A ranking of the size of the sample Hub. */
export const someTasks = (): RankingDocument => makeDocument({ tasks: 33, classes: topics, seed: 3 });

export const oneTask = (): RankingDocument => makeDocument({ tasks: 1, classes: ['no', 'yes'], shift: 0.05 });

export const twoTasks = (): RankingDocument => makeDocument({ tasks: 2, classes: ['no', 'yes'], shift: 0.05 });

export const noTasks = (): RankingDocument => makeDocument({ tasks: 0, classes: ['no', 'yes'] });

export const fortyClasses = (): RankingDocument =>
  makeDocument({
    tasks: 120,
    classes: Array.from({ length: 40 }, (_, index) => `intent ${String(index + 1).padStart(2, '0')}`),
    seed: 5,
  });

export const regression = (): RankingDocument =>
  makeDocument({ tasks: 200, classes: [], baseline: -1.284, spread: 0.03, seed: 7 });

/** None helps. */
export const allBelowBaseline = (): RankingDocument =>
  makeDocument({ tasks: 60, classes: topics, shift: -0.08, spread: 0.01, seed: 9 });

/** Fewer examples than dimensions, scored with the reference's own numbers. */
export function fewExamplesReference(): RankingDocument {
  const document = makeDocument({ tasks: 40, classes: topics, baseline: 3.4, spread: 0.1, seed: 11 });
  return {
    ...document,
    target: { ...document.target, rows: 90 },
    method: { score: 'logme', variant: 'hfselect', regime: 'n<d', certainty: null },
  };
}

/** A third of the maps could not be used. */
export function withSkipped(): RankingDocument {
  const document = someTasks();
  const skipped = document.tasks
    .slice(20)
    .flatMap(({ repo }) => repo ?? [])
    .map((repo, index) =>
      index % 3 === 0
        ? { repo, code: 'esm-no-weights', detail: {} }
        : { repo, code: 'esm-dimension-mismatch', detail: { expected: 768, found: 512 } },
    );
  return {
    ...document,
    tasks: document.tasks.slice(0, 20),
    coverage: { scored: 20, requested: 33, available: 33 },
    skipped,
    warnings: [{ code: 'dataset-few-per-class', detail: { classes: ['bug'], count: 1, minimum: 2 } }],
  };
}

/** The first 412 of 1,500: what a running or a cancelled run shows. */
export function partial(scored = 412): RankingDocument {
  const document = manyTasks();
  const arrived = document.tasks.filter((_, index) => (index * 7919) % 1500 < scored);
  return {
    ...document,
    partial: true,
    tasks: rankTasks(arrived),
    coverage: { scored: arrived.length, requested: 1500, available: 1512 },
  };
}

/** What another program writes that knows little: no baseline, no evidence per class, no repositories, no times. */
export const leastKnown = (): unknown => {
  const { tasks, model, target } = someTasks();
  return {
    schema: 'intermediate-task-ranking/1',
    target: {
      source: 'stanfordnlp/imdb',
      textColumns: target.textColumns,
      labelColumn: target.labelColumn,
      task: 'classification',
      rows: 1000,
    },
    model: { id: model.id },
    method: { variant: 'hfselect' },
    tasks: tasks.map(({ rank, score, taskId, taskSubset, textColumns }) => ({
      rank,
      score,
      taskId,
      taskSubset,
      textColumns,
    })),
  };
};

/** The same as it is read. */
export const withoutBaseline = (): RankingDocument => rankingDocument.parse(leastKnown());

/** Equal scores: the order is that of the repository ids. */
export function ties(): RankingDocument {
  const document = makeDocument({ tasks: 12, classes: ['no', 'yes'], seed: 13 });
  const tied = document.tasks.map((task, index) => ({ ...task, score: index < 6 ? -0.6 : -0.7 }));
  return { ...document, tasks: rankTasks(tied) };
}

/** Names as someone would choose who wants to be run, to pass for another, or to break the layout. */
export const hostileNames = [
  '<img src=x onerror="globalThis.wasRun=true">',
  '<script>globalThis.wasRun=true</script>',
  '=HYPERLINK("https://evil.example","click")',
  "+1+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  'a|b`c`**d**_e_[f](javascript:alert(1))',
  'line one\nline two\r\n- list\n# heading',
  '\u001b[31mred\u001b[0m\u0007\u009b2J',
  '\u202egnp.exe\u202c',
  '$\\alpha$ &lt;b&gt; \u0024{7*7} {{7*7}}',
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '文本分類データ세트',
  'a'.repeat(400),
  '\ud800 lone surrogate',
  '',
  'it\'s "quoted", really; yes',
  '-2+3',
  '__proto__',
  'constructor',
  "$& $` $' $1 $<name> $$",
  'var(--surface)',
] as const;

/** Every text of the document is hostile. */
export function hostile(): RankingDocument {
  const name = (index: number) => hostileNames[index % hostileNames.length] ?? '';
  const document = makeDocument({ tasks: hostileNames.length, classes: hostileNames.slice(0, 8), seed: 17 });
  const tasks = document.tasks.map(({ rank: _, ...task }, index) => ({
    ...task,
    repo: `${name(index)}#${index}`,
    revision: name(index + 1),
    taskId: name(index),
    taskSubset: name(index + 2),
    taskSplit: name(index + 3),
    textColumns: [name(index + 4), name(index + 5)],
    labelColumn: name(index + 6),
    language: name(index + 7),
    architecture: name(index + 8),
    training: { [name(index + 1)]: name(index), nested: { deep: [name(index)] } },
  }));
  return {
    ...document,
    generator: name(0),
    target: {
      ...document.target,
      source: name(0),
      config: name(5),
      split: name(6),
      textColumns: [name(1), name(2)],
      labelColumn: name(3),
      dropped: [{ reason: name(0), count: 2, firstRows: [1, 2] }],
      fingerprint: name(4),
    },
    model: { ...document.model, id: name(1), revision: name(2) },
    tasks: rankTasks(tasks),
    skipped: hostileNames.map((repo) => ({ repo, code: repo, detail: { [repo]: repo } })),
    warnings: [{ code: name(0), detail: { [name(1)]: name(2) } }],
  };
}

/** The first stands out. */
export const clearlyHelps = (): RankingDocument =>
  withCertainty(someTasks(), { verdict: 'helps', standardError: 0.004, shortlist: 2, tied: 1 });

/** Several may be the first, and two of them are alike. */
export const mayHelp = (): RankingDocument =>
  withCertainty(manyTasks(), { verdict: 'may-help', standardError: 0.006, alike: [1, 4] });

/** All below the baseline. */
export const noneLikely = (): RankingDocument =>
  withCertainty(allBelowBaseline(), { verdict: 'none-likely', standardError: 0.004 });

/** Sixty examples. */
export function cannotTell(): RankingDocument {
  const document = someTasks();
  const few = { ...document, target: { ...document.target, rows: 60 } };
  return withCertainty(few, {
    verdict: 'cannot-tell',
    standardError: 0.03,
    shortlist: 20,
    tied: 30,
    rowsToDecide: 342,
  });
}

/** What a later program might write. */
export const unknownVersion = (): unknown => ({ schema: 'intermediate-task-ranking/9', rows: [] });

/** All documents that a reader of this version must show. */
export const recordedDocuments: Readonly<Record<string, () => RankingDocument>> = {
  manyTasks,
  someTasks,
  oneTask,
  twoTasks,
  noTasks,
  fortyClasses,
  regression,
  allBelowBaseline,
  fewExamplesReference,
  withSkipped,
  partial,
  ties,
  withoutBaseline,
  hostile,
  clearlyHelps,
  mayHelp,
  noneLikely,
  cannotTell,
};
