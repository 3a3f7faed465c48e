/** An .ipynb with one recipe and without outputs, as a person may have it from somebody else. */
export function recipeNotebook(...recipes: string[]): string {
  const cells = recipes.map((source, index) => ({
    cell_type: 'code',
    execution_count: null,
    id: `cell-${index}`,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernelspec = { name: 'intermediate-task-ranking', display_name: 'Intermediate Task Ranking', language: 'yaml' };
  const metadata = { kernelspec, language_info: { name: 'yaml' } };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);
}
