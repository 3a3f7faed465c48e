import type { RankingDocument } from '../../ranking/document.ts';
import { toCsv } from '../../ranking/export/csv.ts';
import { exportFileName } from '../../ranking/export/file-name.ts';
import { toHtml } from '../../ranking/export/html.ts';
import { toJson } from '../../ranking/export/json.ts';
import { toMarkdown } from '../../ranking/export/markdown.ts';
import { exportPlots } from '../../ranking/plots/plots.ts';
import { rankingLabel } from '../../ranking/sentences/provenance.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';
import { englishWords } from '../page-words.ts';
import type { PlotsChunk } from '../plots/load-plots.ts';
import type { SavedFile } from './save-file.ts';
import { standaloneSvg } from './standalone-svg.ts';
import { svgToPng } from './svg-to-png.ts';

/** A file that can be made of a ranking. What is in it is English, whatever the page speaks: files are passed on. */
export interface Export {
  /** In the words of the page. */
  label: string;
  make(): Promise<SavedFile>;
}

/** A plot as a picture, in each of the formats. */
export interface PictureExport {
  title: string;
  formats: Export[];
}

/** The ranking itself as a file, in each of the formats. */
export function rankingExports(
  document: RankingDocument,
  loadPlots: () => Promise<PlotsChunk>,
  say: Translate,
): Export[] {
  const { describe } = englishWords;
  const file = (label: string, ending: string, mime: string, content: () => string | Promise<string>): Export => ({
    label,
    make: async () => ({ name: exportFileName(document, ending), mime, content: await content() }),
  });
  const page = async () => {
    const { drawPlotsForFile } = await loadPlots();
    return toHtml(document, { describe, plots: await drawPlotsForFile(exportPlots(document)) });
  };
  return [
    file('CSV', 'csv', 'text/csv', () => toCsv(document)),
    file('JSON', 'json', 'application/json', () => toJson(document)),
    file('Markdown', 'md', 'text/markdown', () => toMarkdown(document, { describe })),
    file(say('HTML page with plots'), 'html', 'text/html', page),
  ];
}

/** The plots as pictures. `section`: the element whose colours they take. */
export function pictureExports(
  document: RankingDocument,
  loadPlots: () => Promise<PlotsChunk>,
  section: Element,
  say: Translate,
): PictureExport[] {
  const titles = exportPlots(document, say).map(({ title }) => title);
  return exportPlots(document).map((plot, index) => {
    const title = titles[index] ?? plot.title;
    const draw = async () => {
      const { drawPlotsForFile } = await loadPlots();
      const [drawn] = await drawPlotsForFile([plot]);
      if (drawn === undefined) throw new Error(say('the plot could not be drawn'));
      return standaloneSvg(drawn, section, rankingLabel(document));
    };
    const picture = (label: string, ending: string, mime: string, content: () => Promise<string | Blob>): Export => ({
      label,
      make: async () => ({ name: exportFileName(document, ending, plot.id), mime, content: await content() }),
    });
    return {
      // What stands behind explains signs, or counts.
      title: title.split(/ · |: |, |：|，/, 1)[0] ?? title,
      formats: [
        picture('PNG', 'png', 'image/png', async () => svgToPng(await draw(), section.ownerDocument, say)),
        picture('SVG', 'svg', 'image/svg+xml', draw),
      ],
    };
  });
}
