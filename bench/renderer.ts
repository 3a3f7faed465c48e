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
import { describeOthers, formatRatio, type MachineUse, withUse } from './machine-use.ts';
import { median } from './median.ts';
import { formatTable } from './table.ts';

const repeats = 7;

/** Limit of the design for 1,500 rows, in milliseconds. */
const limitMs = 300;

interface Measured {
  name: string;
  rendererMs: number;
  plainMs: number;
  /** Processor milliseconds of the browser, opening the page among them. */
  rendererCpuMs: number;
  plainCpuMs: number;
  uses: MachineUse[];
}

/** A document of about five megabytes: 1,500 tasks, 150 classes. */
function fiveMegabytes(): RankingDocument {
  return makeDocument({ tasks: 1500, classes: Array.from({ length: 150 }, (_, index) => `class ${index}`) });
}

async function measure(on: Stage, name: string, document: RankingDocument): Promise<Measured> {
  const renderer: PaintTimes = { ms: [], uses: [] };
  const plain: PaintTimes = { ms: [], uses: [] };
  const html = toHtmlFragment(document);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    record(renderer, await withUse(() => firstPaint(on, document)));
    record(plain, await withUse(() => plainPaint(on, html)));
  }
  return {
    name,
    rendererMs: median(renderer.ms),
    plainMs: median(plain.ms),
    rendererCpuMs: median(renderer.uses.map(({ cpuMs }) => cpuMs)),
    plainCpuMs: median(plain.uses.map(({ cpuMs }) => cpuMs)),
    uses: [...renderer.uses, ...plain.uses],
  };
}

interface PaintTimes {
  ms: number[];
  uses: MachineUse[];
}

function record({ ms, uses }: PaintTimes, { result, use }: { result: number; use: MachineUse }): void {
  ms.push(result);
  uses.push(use);
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
  const rows = measured.map(({ name, rendererMs, plainMs, rendererCpuMs, plainCpuMs, uses }) => [
    name,
    rendererMs.toFixed(0),
    rendererCpuMs.toFixed(0),
    plainMs.toFixed(0),
    plainCpuMs.toFixed(0),
    formatRatio(plainMs / rendererMs, uses),
  ]);
  console.log(`Renderer, first paint, median of ${repeats} (${describeMachine()})\n`);
  console.log(formatTable(['ranking', 'renderer, ms', 'CPU ms', 'plain HTML, ms', 'CPU ms', 'ratio'], rows));
  console.log(describeOthers(measured.flatMap(({ uses }) => uses)));
  return (measured[1]?.rendererMs ?? Number.POSITIVE_INFINITY) <= limitMs;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = (await benchRenderer()) ? 0 : 1;
}
