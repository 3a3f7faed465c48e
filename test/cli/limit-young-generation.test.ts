import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const limiter = new URL('../../src/cli/limit-young-generation.ts', import.meta.url).href;

/** Rows come by, of which the newest are alive at any time, as while a large file is read; prints the largest size of the space for new objects. */
const streaming = `
import { getHeapSpaceStatistics } from 'node:v8';
import { setImmediate as turn } from 'node:timers/promises';
const alive = new Array(200).fill(null);
let largest = 0;
for (let batch = 0; batch < 6_000; batch++) {
  alive[batch % alive.length] = Array.from({ length: 256 }, (_, i) => ({ number: i, values: ['row ' + i, batch] }));
  const { space_size: size } = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
  largest = Math.max(largest, size);
  if (batch % 10 === 0) await turn();
}
console.log(largest);`;

function largestYoungMegabytes(program: string): number {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' });
  return Number(output) / 2 ** 20;
}

it('the space for new objects stops growing at 32 MB, where it would grow on', () => {
  expect(largestYoungMegabytes(streaming)).toBeGreaterThan(64);
  const limited = `import { limitYoungGeneration } from ${JSON.stringify(limiter)};\nlimitYoungGeneration();\n${streaming}`;
  const megabytes = largestYoungMegabytes(limited);
  expect(megabytes).toBeGreaterThanOrEqual(32);
  expect(megabytes).toBeLessThanOrEqual(64);
}, 30_000);
