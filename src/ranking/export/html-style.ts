/** Style of an exported page. Everything is under `.task-ranking`; colours are the reader's system colours. */
export const reportStyle = `
:root { color-scheme: light dark; }
.task-ranking { font: 0.9375rem/1.5 system-ui, sans-serif; }
.task-ranking .answer { font-size: 1.125rem; margin: 0 0 1rem; text-wrap: pretty; }
.task-ranking .answer strong { font-weight: 500; }
.task-ranking p { max-width: 50rem; }
.task-ranking .warning { border-left: 3px solid light-dark(#b35900, #e2a03f); padding-left: 0.75rem; }
.task-ranking dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.125rem 1.25rem; margin: 0 0 1.5rem; }
.task-ranking dt { color: light-dark(#57606a, #9aa4af); }
.task-ranking dd { margin: 0; overflow-wrap: anywhere; }
.task-ranking figure { margin: 0 0 1.5rem; overflow-x: auto; }
.task-ranking figcaption { font-weight: 600; margin-bottom: 0.375rem; }
.task-ranking table { border-collapse: collapse; width: 100%; }
.task-ranking thead { position: sticky; top: 0; background: Canvas; box-shadow: inset 0 -1px light-dark(#8c959f, #6e7681); }
.task-ranking th { text-align: left; font-weight: 600; }
.task-ranking tbody th { font-weight: 400; }
.task-ranking th, .task-ranking td { padding: 0.25rem 0.75rem 0.25rem 0; vertical-align: baseline; overflow-wrap: anywhere; }
.task-ranking tbody tr + tr { border-top: 1px solid light-dark(#d8dee4, #30363d); }
.task-ranking .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.task-ranking .baseline { background: light-dark(#f0f2f5, #22272e); }
.task-ranking .baseline th { font-weight: 600; }
.task-ranking a { color: light-dark(#0550ae, #79b8ff); text-decoration: none; }
.task-ranking a:hover, .task-ranking a:focus-visible { text-decoration: underline; }
.task-ranking details { margin-top: 0.5rem; }
@media print { .task-ranking thead { position: static; } }
`.trim();
