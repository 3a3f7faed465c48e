// Pictures of the renderer in the themes of VS Code: `node test/renderer/take-pictures.ts <folder>`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeReport } from '../made-map/make-report.ts';
import { mayHelp } from './documents/recorded.ts';
import { openStage, themeNames } from './stage.ts';

const folder = process.argv[2] ?? 'pictures';
mkdirSync(folder, { recursive: true });
const opened = await openStage();
for (const theme of themeNames) {
  const { page, show, close } = await opened.open({ theme, height: 1700, actions: ['insert-fine-tuning-cell'] });
  await show(mayHelp());
  await page.locator('tr[data-index="2"]').click();
  await page.locator('.class-evidence svg').waitFor();
  await page.screenshot({ path: join(folder, `ranking-${theme}.png`), fullPage: true });
  await close();
  const made = await opened.open({ theme, height: 1100, actions: ['rank-with-map', 'publish-map', 'open-map-folder'] });
  await made.showReport(makeReport());
  await made.page.screenshot({ path: join(folder, `made-map-${theme}.png`), fullPage: true });
  await made.close();
}
await opened.close();
