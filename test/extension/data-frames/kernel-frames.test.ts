import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelFailure, listFrames, writeFrame } from '../../../src/extension/data-frames/kernel-frames.ts';
import { kernelHas, never, type RealKernel, startKernel } from './real-kernel.ts';

// What the command sends to a kernel, run in a real ipykernel behind a stand-in of the Jupyter extension's API. Skipped where
// ITR_HUB_PYTHON has no ipykernel, or lacks the library of a frame.

const libraries = ['pandas', 'polars', 'datasets'].filter((name) => kernelHas(name));
const ready = libraries.includes('pandas');
if (libraries.length < 3)
  console.warn(`Frames of a real kernel: only ${libraries.join(', ') || 'none'} (set ITR_HUB_PYTHON).`);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'itr-frames-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function rowsOf(kernel: RealKernel, name: string, file: string): Promise<unknown[]> {
  const path = join(folder, file);
  expect(await writeFrame(kernel, { name, path }, never)).toBe(true);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line): unknown => JSON.parse(line));
}

describe.skipIf(!kernelHas())('a kernel', () => {
  it('without frames has none, and nothing is left in it', async () => {
    await using kernel = startKernel();
    await kernel.run('before = set(globals())\nDataFrame = [1]');
    expect(await listFrames(kernel, never)).toEqual([]);
    expect(await kernel.run('print(sorted(set(globals()) - before - {"before", "DataFrame"}))')).toEqual([
      { 'application/vnd.code.notebook.stdout': '[]\n' },
    ]);
  });

  it('that lost the frame says so in the words of Python', async () => {
    await using kernel = startKernel();
    const lost = writeFrame(kernel, { name: 'gone"); import os; ("', path: join(folder, 'a.jsonl') }, never);
    await expect(lost).rejects.toThrow(KernelFailure);
    await expect(lost).rejects.toThrow(/KeyError/);
  });
});

describe.skipIf(!ready)('pandas', () => {
  it('is listed with shape and columns, whatever else is there, and written whole', async () => {
    await using kernel = startKernel();
    await kernel.run(`
import pandas as pd
class Broken(pd.DataFrame):
    def __len__(self): raise RuntimeError("no")
class Sly:
    @property
    def __class__(self): raise RuntimeError("asked")
broken, sly, series = Broken({"a": [1]}), Sly(), pd.Series([1])
globals()["not a name"] = pd.DataFrame({"x": [1]})
_hidden = pd.DataFrame({"x": [1]})
Zählung = pd.DataFrame({'it"s\\n</b>': ["a\\u2028b", None], 7: [0.1234567890123456, float("nan")]}, index=[5, 5])
odd = pd.DataFrame([["x", 1, [1], b"b", pd.Timestamp("2026-01-02")]] * 2, columns=["t", "t", "list", "bytes", "when"])
odd["kind"] = pd.Categorical(["p", None])
print("noise")`);
    expect(await listFrames(kernel, never)).toEqual([
      { name: 'Zählung', library: 'pandas', rows: 2, columns: ['it"s\n</b>', '7'], width: 2 },
      { name: 'odd', library: 'pandas', rows: 2, columns: ['t', 't', 'list', 'bytes', 'when', 'kind'], width: 6 },
    ]);
    expect(await rowsOf(kernel, 'Zählung', 'one.jsonl')).toEqual([
      { 'it"s\n</b>': 'a\u2028b', 7: expect.closeTo(0.1234567890123456, 14) },
      { 'it"s\n</b>': null, 7: null },
    ]);
    expect(await rowsOf(kernel, 'odd', 'two.jsonl')).toEqual([
      { t: 'x', when: expect.stringMatching(/^2026-01-02T00:00:00/), kind: 'p' },
      { t: 'x', when: expect.stringMatching(/^2026-01-02T00:00:00/), kind: null },
    ]);
  });

  it('on another machine is not written', async () => {
    await using kernel = startKernel();
    await kernel.run('import pandas as pd\nframe = pd.DataFrame({"a": ["x"]})');
    const path = join(folder, 'not-there', 'frame.jsonl');
    expect(await writeFrame(kernel, { name: 'frame', path }, never)).toBe(false);
  });
});

it.skipIf(!libraries.includes('polars'))('polars: categories as text, nested columns and bytes left out', async () => {
  await using kernel = startKernel();
  await kernel.run(`
import polars as pl
frame = pl.DataFrame({"t": ["ä", None], "n": [1.5, 2.0], "l": [[1], [2]], "b": [b"x", b"y"]})
frame = frame.with_columns(pl.Series("k", ["p", "q"], dtype=pl.Categorical))`);
  expect(await listFrames(kernel, never)).toMatchObject([{ name: 'frame', library: 'polars', rows: 2, width: 5 }]);
  expect(await rowsOf(kernel, 'frame', 'polars.jsonl')).toEqual([
    { t: 'ä', n: 1.5, k: 'p' },
    { t: null, n: 2, k: 'q' },
  ]);
});

it.skipIf(!libraries.includes('datasets'))('datasets: names of a ClassLabel, rows as they are selected', async () => {
  await using kernel = startKernel();
  await kernel.run(`
from datasets import ClassLabel, Dataset, Features, Value, Sequence
features = Features(text=Value("string"), label=ClassLabel(names=["no", "yes"]), ids=Sequence(Value("int32")))
frame = Dataset.from_dict(dict(text=["a", "b", "c"], label=[0, 1, -1], ids=[[1], [2], [3]]), features=features)
frame = frame.select([2, 1]).with_format("numpy")`);
  expect(await listFrames(kernel, never)).toMatchObject([{ name: 'frame', library: 'datasets', rows: 2, width: 3 }]);
  expect(await rowsOf(kernel, 'frame', 'datasets.jsonl')).toEqual([
    { text: 'c', label: null },
    { text: 'b', label: 'yes' },
  ]);
});
