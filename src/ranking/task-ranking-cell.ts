import { rankingMime, rankingSchema } from './format-names.ts';

/**
 * A Python cell that shows a `TaskRanking` of the package `hfselect` (0.2) as a ranking document: ten lines that need nothing but the
 * notebook's own `display`. What the package does not know (the baseline, the repositories of the maps) is left out of the document.
 * docs/python-notebooks.md shows the same text.
 */
export const taskRankingCell = `# Shows an hfselect ranking. ranking: what compute_task_ranking returned; dataset: what it was computed for
info, names = dataset.metadata or {}, lambda columns: [columns] if isinstance(columns, str) else list(columns or [])
target = dict(source=info.get("task_id") or "your data", config=info.get("task_subset"), split=info.get("task_split"),
              textColumns=names(dataset.text_col), labelColumn=dataset.label_col, rows=len(dataset),
              seed=info.get("seed"), task="regression" if dataset.is_regression else "classification")
tasks = [dict(rank=rank, score=float(score), taskId=esm.task_id, taskSubset=esm.task_subset, taskSplit=esm.task_split,
              textColumns=names(esm.text_column), labelColumn=esm.label_column, examples=esm.num_examples)
         for rank, score, esm in zip(ranking.ranks, ranking.scores, ranking.esm_configs)]
result = dict(schema="${rankingSchema}", target=target, tasks=tasks, method=dict(variant="hfselect"),
              model=dict(id=ranking.esm_configs[0].base_model_name, dimension=ranking.esm_configs[0].esm_embedding_dim))
display({"${rankingMime}": result, "text/plain": str(ranking)}, raw=True)
`;
