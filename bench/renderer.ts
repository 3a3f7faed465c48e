// How long until a ranking is on the screen? From `renderOutputItem` to the end of the first frame that shows the table, before the
// plots' chunk arrives, in Chromium; against the plain HTML table of the same rows, which a notebook shows without the renderer.
//   node bench/renderer.ts            the limits: 300 ms for 1,500 rows
import { pathToFileURL } from 'node:url';
import type { RankingDocument } from '../src/ranking/document.ts';
import { toHtmlFragment } from '../src/ranking/export/html.ts';
import { makeDocument } from '../test/renderer/documents/make-document.ts';
import { manyTasks, someTasks } from '../test/renderer/documents/recorded.ts';
import { openStage, type Stage } from '../test/renderer/stage.ts';
import { describeMachine } from './machine.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';

const repeats = 7;

/** Limit of the design for 1,500 rows, in milliseconds. */
const limitMs = 300;

interface Measured {
  name: string;
  rendererMs: number;
  plainMs: number;
}

/** A document of about five megabytes: 1,500 tasks, 150 classes. */
function fiveMegabytes(): RankingDocument {
  return makeDocument({ tasks: 1500, classes: Array.from({ length: 150 }, (_, index) => `class ${index}`) });
}

async function measure(on: Stage, name: string, document: RankingDocument): Promise<Measured> {
  const renderer: number[] = [];
  const plain: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    renderer.push(await firstPaint(on, document));
    plain.push(await plainPaint(on, toHtmlFragment(document)));
  }
  return { name, rendererMs: median(renderer), plainMs: median(plain) };
}

async function firstPaint(on: Stage, document: RankingDocument): Promise<number> {
  const { page, prepare, close } = await on.open();
  await prepare(document);
  const ms = await page.evaluate(() => stage.paintPrepared());
  await page.locator('tr[aria-rowindex="2"]').waitFor();
  await close();
  return ms;
}

async function plainPaint(on: Stage, html: string): Promise<number> {
  const { page, close } = await on.open();
  const ms = await page.evaluate((text) => stage.paintHtml(text), html);
  await close();
  return ms;
}

/** Prints the table and returns whether the limit holds. */
export async function benchRenderer(): Promise<boolean> {
  const opened = await openStage();
  const measured = [
    await measure(opened, '33 tasks', someTasks()),
    await measure(opened, '1,500 tasks', manyTasks()),
    await measure(opened, '1,500 tasks, 150 classes, 5 MB', fiveMegabytes()),
  ];
  await opened.close();
  const rows = measured.map(({ name, rendererMs, plainMs }) => [
    name,
    rendererMs.toFixed(0),
    plainMs.toFixed(0),
    `${(plainMs / rendererMs).toFixed(1)}×`,
  ]);
  console.log(`Renderer, first paint, median of ${repeats} (${describeMachine()})\n`);
  console.log(formatTable(['ranking', 'renderer, ms', 'plain HTML, ms', 'ratio'], rows));
  return (measured[1]?.rendererMs ?? Number.POSITIVE_INFINITY) <= limitMs;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await benchRenderer()) ? 0 : 1;
}
