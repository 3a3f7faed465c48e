// A first look at all maps: what it fetches beside fetching everything, and how often it misses what is exact.
//   node bench/first-look/first-look.ts
//   ITR_MAPS=300 node bench/first-look/first-look.ts

import { formatTable } from '../table.ts';
import { faithfulnessTables } from './faithfulness.ts';
import { measuredBestTable } from './measured-best.ts';
import { screensTable } from './screens.ts';
import { transferTable } from './transfer.ts';

/** Maps of the largest list that there is. */
const mapsInAll = Number(process.env.ITR_MAPS ?? 1500);

/** Prints what is fetched, which screens were tried, and what survives. */
export async function benchFirstLook(): Promise<void> {
  console.log('Transfer: d = 768, 50 ms a request, 100 Mbit/s');
  const { header, rows } = await transferTable(mapsInAll);
  console.log(formatTable(header, rows));
  console.log('\nScreens on the sample hub (33 maps, d = 128), where the verdict is not "cannot tell"');
  const screens = await screensTable();
  console.log(formatTable(screens.header, screens.rows));
  console.log('\nThe task that helped most when it was measured: its places in three samples each, of 33');
  const measured = await measuredBestTable();
  console.log(formatTable(measured.header, measured.rows));
  for (const { title, header: titles, rows: lines } of faithfulnessTables(mapsInAll)) {
    console.log(`\n${title}\n${formatTable(titles, lines)}`);
  }
}

if (import.meta.main) await benchFirstLook();
