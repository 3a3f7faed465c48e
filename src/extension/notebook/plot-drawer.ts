import { Uri } from 'vscode';
import type { DrawPlots } from '../../ranking/export/saved-pictures.ts';

/**
 * Draws plots by the plotting library that the renderer brings along: it lies in the package already, and loads when the first ranking is saved.
 *
 * @param extension the extension's own folder
 */
export function plotDrawer(extension: Uri): DrawPlots {
  return async (plots) => {
    const chunk: unknown = await import(Uri.joinPath(extension, 'dist', 'renderer-plots.js').toString(true));
    if (!drawsPlots(chunk)) throw new Error('renderer-plots.js draws no plots');
    return chunk.drawPlotsForFile(plots);
  };
}

function drawsPlots(chunk: unknown): chunk is { drawPlotsForFile: DrawPlots } {
  return chunk instanceof Object && 'drawPlotsForFile' in chunk && typeof chunk.drawPlotsForFile === 'function';
}
