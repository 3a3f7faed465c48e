import base from './base.css';
import details from './details.css';
import header from './header.css';
import madeMap from './made-map.css';
import plots from './plots.css';
import table from './table.css';
import theme from './theme.css';
import toolbar from './toolbar.css';

/**
 * The style of an output, for `adoptedStyleSheets`: works under a content security policy that forbids inline styles. Parsed anew
 * for each output; a sheet could be shared, but that would need a global.
 */
export function styleSheet(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync([theme, base, header, toolbar, table, plots, details, madeMap].join('\n'));
  return sheet;
}
