// Pictures of the renderer in the themes of VS Code: `node test/renderer/take-pictures.ts <folder> [<language> [<width>]]`.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makeReport } from '../made-map/make-report.ts';
import { mayHelp } from './documents/recorded.ts';
import { openStage, type StageOptions, themeNames } from './stage.ts';
import { wordsIn } from './words-in.ts';

const [, , folder = 'pictures', language, width] = process.argv;
const shared: StageOptions = {
  ...(language === undefined ? {} : { words: wordsIn(language) }),
  ...(width === undefined ? {} : { width: Number(width) }),
};
mkdirSync(folder, { recursive: true });
const opened = await openStage();
for (const theme of themeNames) {
  const { page, show, close } = await opened.open({
    ...shared,
    theme,
    height: 1700,
    actions: ['insert-fine-tuning-cell'],
  });
  await show(mayHelp());
  await page.locator('tr[data-index="2"]').click();
  for (const plot of ['.distribution', '.top-tasks', '.class-evidence']) {
    await page.locator(plot).scrollIntoViewIfNeeded();
    await page.locator(`${plot} svg`).waitFor();
  }
  await page.screenshot({ path: join(folder, `ranking-${theme}.png`), fullPage: true });
  await close();
  const made = await opened.open({
    ...shared,
    theme,
    height: 1100,
    actions: ['rank-with-map', 'publish-map', 'open-map-folder'],
  });
  await made.showReport(makeReport());
  await made.page.screenshot({ path: join(folder, `made-map-${theme}.png`), fullPage: true });
  await made.close();
}
await opened.close();
