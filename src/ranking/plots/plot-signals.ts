import type { PlotFrame } from './plot-frames.ts';
import type { Plot } from './plots.ts';
import { scoreAxis } from './score-axis.ts';

/** Values of all parameters of a plot's specification in a frame, by their names. */
export function plotSignals({ signals, scores }: Plot, frame: PlotFrame): Record<string, unknown> {
  const axis = scores.length === 0 ? {} : scoreAxis(scores, frame.width);
  return { ...signals, ...frame.signals, ...axis };
}
