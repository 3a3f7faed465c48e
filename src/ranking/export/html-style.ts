/** Style of an exported page. Everything is under `.task-ranking`; colours are the reader's system colours. */
export const reportStyle = `
:root { color-scheme: light dark; }
.task-ranking {
  --text: light-dark(#24292f, #d6dbe0);
  --muted: light-dark(#57606a, #9aa4af);
  --line: light-dark(#d8dee4, #343a41);
  --grid: var(--line);
  --edge: light-dark(#8c959f, #6e7681);
  --surface: Canvas;
  --band: light-dark(#f0f2f5, #22272e);
  --marked: var(--band);
  --neutral: light-dark(#8a8a8a, #808080);
  --better: light-dark(#2f7bd6, #3d8fe0);
  --worse: light-dark(#cc6f12, #d07a2a);
  --heat-n4: light-dark(#b35806, #f5a35c);
  --heat-n3: light-dark(#d98634, #c87a35);
  --heat-n2: light-dark(#f1b873, #8f5826);
  --heat-n1: light-dark(#fae0c2, #57402c);
  --heat-0: light-dark(#f2f2f2, #333333);
  --heat-p1: light-dark(#cfe2f6, #2b4560);
  --heat-p2: light-dark(#8dbfea, #2f6496);
  --heat-p3: light-dark(#4a90d6, #3d8ad1);
  --heat-p4: light-dark(#0b5cb0, #7bbcff);
  color: var(--text);
  font: 0.9375rem/1.5 system-ui, sans-serif;
}
.task-ranking .answer { font-size: 1.125rem; margin: 0 0 1rem; text-wrap: pretty; }
.task-ranking .answer strong { font-weight: 500; }
.task-ranking p { max-width: 50rem; }
.task-ranking .warning { border-left: 3px solid var(--worse); padding-left: 0.75rem; }
.task-ranking dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.125rem 1.25rem; margin: 0 0 1.5rem; }
.task-ranking dt { color: var(--muted); }
.task-ranking dd { margin: 0; overflow-wrap: anywhere; }
.task-ranking .plots { display: flex; flex-wrap: wrap; align-items: start; gap: 0 1.5rem; }
.task-ranking figure { margin: 0 0 1.5rem; max-width: 100%; }
.task-ranking figcaption { font-weight: 600; margin-bottom: 0.375rem; max-width: 30rem; }
.task-ranking .table { overflow-x: auto; }
.task-ranking svg { max-width: 100%; height: auto; }
.task-ranking table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
.task-ranking thead { position: sticky; top: 0; background: var(--surface); box-shadow: inset 0 -1px var(--edge); }
.task-ranking th { text-align: left; font-weight: 600; }
.task-ranking tbody th { font-weight: 400; }
.task-ranking th, .task-ranking td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: baseline; }
.task-ranking .long { min-width: 4.5rem; overflow-wrap: anywhere; }
.task-ranking tbody .long:nth-child(2), .task-ranking tbody .long:nth-child(5), .task-ranking .long:last-child { min-width: 12rem; }
.task-ranking tbody tr + tr { border-top: 1px solid var(--line); }
.task-ranking .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.task-ranking .baseline { background: var(--band); }
.task-ranking .baseline th { font-weight: 600; }
.task-ranking a { color: light-dark(#0550ae, #79b8ff); text-decoration: none; }
.task-ranking a:hover, .task-ranking a:focus-visible { text-decoration: underline; }
.task-ranking details { margin-top: 0.5rem; }
@media print { .task-ranking thead { position: static; } }
`.trim();
