import { fontPlaceholder } from './plot-font.ts';
import type { Plot } from './plots.ts';

/** The plot's specification with its data and with the font that is measured and drawn. The plot itself is not changed. */
export function filledSpec({ spec, data }: Pick<Plot, 'spec' | 'data'>, font: string): object {
  const withFont = replaceStrings(spec, fontPlaceholder, font);
  return {
    ...withFont,
    data: spec.data.map((source) =>
      Object.hasOwn(data, source.name) ? { ...source, values: data[source.name] } : source,
    ),
  };
}

/** A copy in which every string that equals `from` is `to`. */
function replaceStrings(value: unknown, from: string, to: string): object {
  return JSON.parse(JSON.stringify(value, (_, each) => (each === from ? to : each)));
}
