import { pathToFileURL } from 'node:url';
import { Uri } from 'vscode';
import type { DrawPlots } from '../../ranking/export/saved-pictures.ts';

/**
 * Draws plots by the plotting library that the renderer brings along: it lies in the package already, and loads when the first ranking is saved.
 *
 * @param extension the extension's own folder
 */
export function plotDrawer(extension: Uri): DrawPlots {
  const file = Uri.joinPath(extension, 'dist', 'renderer-plots.js').fsPath;
  return async (plots) => {
    const chunk: unknown = await import(pathToFileURL(file).href);
    if (!drawsPlots(chunk)) throw new Error(`${file} draws no plots`);
    return chunk.drawPlotsForFile(plots);
  };
}

/** A module has no prototype, so `instanceof Object` would not hold. */
function drawsPlots(chunk: unknown): chunk is { drawPlotsForFile: DrawPlots } {
  return (
    typeof chunk === 'object' &&
    chunk !== null &&
    'drawPlotsForFile' in chunk &&
    typeof chunk.drawPlotsForFile === 'function'
  );
}
