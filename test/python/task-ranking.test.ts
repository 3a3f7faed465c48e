import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type RankingDocument, rankingMime } from '../../src/ranking/document.ts';
import { toHtml } from '../../src/ranking/export/html.ts';
import { readDocument } from '../../src/ranking/read-document.ts';
import { answerSentence } from '../../src/ranking/sentences/answer.ts';
import { taskRankingCell } from '../../src/ranking/task-ranking-cell.ts';
import { displayedBy, hfselectPython } from './run-cell.ts';

// The cell that shows a TaskRanking, run in IPython with the real package. Skipped where there is none:
//   python3 -m venv <folder> && <folder>/bin/pip install hf-dataset-selector scipy ipython
//   ITR_HFSELECT_PYTHON=<folder>/bin/python vitest run test/python

const root = resolve(import.meta.dirname, '../..');
const samples = join(root, 'samples');
if (hfselectPython === null) console.warn('The TaskRanking cell is not run: set ITR_HFSELECT_PYTHON.');

const bundles = z.tuple([z.record(z.string(), z.unknown())]);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-task-ranking-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ranking that the cell shows after `setup`, and its fallback. */
async function shownAfter(setup: string): Promise<{ document: RankingDocument; text: unknown }> {
  const [bundle] = bundles.parse(await displayedBy(setup, taskRankingCell, folder));
  expect(Object.keys(bundle)).toEqual([rankingMime, 'text/plain']);
  const read = readDocument(bundle[rankingMime]);
  if (read.kind !== 'document') throw new Error(JSON.stringify(read));
  return { document: read.document, text: bundle['text/plain'] };
}

describe('the cell', () => {
  it('has ten lines below its comment, none too long to read', () => {
    const [comment, ...lines] = taskRankingCell.trimEnd().split('\n');
    expect(comment).toMatch(/^# /);
    expect(lines.length).toBe(10);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('is what the documentation shows', () => {
    const page = readFileSync(join(root, 'docs/python-notebooks.md'), 'utf8');
    expect(page).toContain(`\`\`\`python\n${taskRankingCell}\`\`\``);
  });
});

describe.skipIf(hfselectPython === null)('with hfselect (ITR_HFSELECT_PYTHON)', () => {
  it('shows what compute_task_ranking returned, with the scores and the order of the package', {
    timeout: 300_000,
  }, async () => {
    const { document, text } = await shownAfter(`
from datasets import Value, load_dataset
from hfselect import ESM, Dataset, compute_task_ranking
hub = ${JSON.stringify(join(samples, 'hub/models'))}
rows = load_dataset("csv", data_files=${JSON.stringify(join(samples, 'datasets/package-use.csv'))}, split="train")
rows = rows.cast_column("use", Value("string")).shuffle(seed=42).select(range(300))
metadata = {"task_id": "samples/package-use", "task_subset": None, "task_split": "train", "seed": 42}
dataset = Dataset(rows, "description", "use", is_regression=False, metadata=metadata)
esms = [ESM.from_pretrained(f"{hub}/samples/ESM_{name}") for name in
        ["wordnet__synonyms", "debian__use", "debian__game", "fortunes__category"]]
ranking = compute_task_ranking(dataset, f"{hub}/samples/bert-tiny-debian", esms=esms)`);
    const expected = z
      .array(z.object({ file: z.string(), scores: z.record(z.string(), z.number()) }))
      .parse(JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')))
      .find(({ file }) => file === 'datasets/package-use.csv')?.scores;
    const names = ['debian__use', 'debian__game', 'fortunes__category', 'wordnet__synonyms'];
    expect(document.tasks.map(({ taskId }) => taskId)).toEqual([
      'debian-packages/use',
      'debian-packages/game',
      'fortunes/category',
      'wordnet/synonyms',
    ]);
    document.tasks.forEach(({ score }, place) => {
      expect(score).toBeCloseTo(expected?.[`samples/ESM_${names[place]}`] ?? Number.NaN, 4);
    });
    expect(document).toMatchObject({
      baseline: null,
      target: { source: 'samples/package-use', split: 'train', rows: 300, seed: 42, labelColumn: 'use' },
      model: { id: 'samples/bert-tiny-debian', dimension: 128 },
      method: { variant: 'hfselect' },
    });
    expect(text).toContain('debian-packages/use');
    expect(answerSentence(document)).toMatch(/^debian-packages\/use ranks first, with a score of 0\.045\d+\./);
    const page = toHtml(document);
    expect(page).toContain(
      'The baseline, the score of samples/bert-tiny-debian without an intermediate task, is not known',
    );
    expect(page.match(/<th scope="row"/g)?.length).toBe(4);
  });

  it('shows a ranking with what configurations of older maps leave out, several text columns and a part of the ranks', {
    timeout: 300_000,
  }, async () => {
    const { document } = await shownAfter(`
import numpy as np
from datasets import Dataset as Rows
from hfselect import Dataset
from hfselect.esmconfig import ESMConfig
from hfselect.task_ranking import TaskRanking
base = dict(base_model_name="bert-base-uncased")
configs = [
    ESMConfig(**base, task_id="stanfordnlp/imdb", text_column="text", label_column="label", num_examples=10000),
    ESMConfig(**base, task_id="nyu-mll/glue", task_subset="mnli", text_column=("premise", "hypothesis")),
    ESMConfig(**base, task_id="</script><b>", task_subset="=1+1", text_column=["a", "b"]),
    ESMConfig(**base, task_id="never/scored"),
    ESMConfig(**base, task_id="none/known"),
]
scores = [np.float64(-0.7), np.float32(-0.5), -0.6, np.nan, np.float64(-0.9)]
ranking = TaskRanking(configs, scores)[1:]
rows = Rows.from_dict({"first": ["x", "y"], "second": ["u", "v"], "stars": [1.5, 2.5]})
dataset = Dataset(rows, ("first", "second"), "stars", is_regression=True)`);
    expect(document.tasks).toMatchObject([
      { rank: 2, taskId: '</script><b>', taskSubset: '=1+1', textColumns: ['a', 'b'], labelColumn: null },
      { rank: 3, taskId: 'stanfordnlp/imdb', textColumns: ['text'], examples: 10000 },
      { rank: 4, taskId: 'none/known', textColumns: [], examples: null },
    ]);
    expect(document.target).toMatchObject({
      source: 'your data',
      config: null,
      task: 'regression',
      textColumns: ['first', 'second'],
      rows: 2,
      seed: null,
    });
    expect(document.model).toMatchObject({ id: 'bert-base-uncased', dimension: null });
    expect(toHtml(document)).not.toMatch(/<b>|<\/script>/);
  });
});
