// Apart from the schema, so that who needs only the names need not load it.

/** Mime type of a ranking document in a notebook. */
export const rankingMime = 'application/vnd.intermediate-task-ranking.v1+json';

/** Value of `schema` in every document of this version. */
export const rankingSchema = 'intermediate-task-ranking/1';
