// A process of its own for one file: reads a sample of 1,000 examples as a run does, and prints what came.
//   node bench/large-files/sample-file.ts FILE [cancel after so many ms]
import { limitYoungGeneration } from '../../src/cli/limit-young-generation.ts';
import { readExamples } from '../../src/dataset/examples/read-examples.ts';
import { openDataset } from '../../src/dataset/sources/open-dataset.ts';
import { ProblemError } from '../../src/protocol/problem.ts';

limitYoungGeneration();
const [file = '', cancelAfterMs] = process.argv.slice(2);
const controller = new AbortController();
let cancelledAt = 0;
if (cancelAfterMs !== undefined) {
  setTimeout(() => {
    cancelledAt = performance.now();
    controller.abort();
  }, Number(cancelAfterMs));
}
let reports = 0;
try {
  const examples = await readExamples({
    source: await openDataset(file),
    textColumns: ['text'],
    labelColumn: 'label',
    signal: controller.signal,
    onProgress: () => {
      reports += 1;
    },
  });
  console.log(JSON.stringify({ rows: examples.texts.length, rowsRead: examples.rowsRead, reports, cancelMs: null }));
} catch (error) {
  if (!(error instanceof ProblemError) || error.problem.code !== 'run-cancelled') throw error;
  console.log(JSON.stringify({ rows: 0, rowsRead: 0, reports, cancelMs: performance.now() - cancelledAt }));
}
