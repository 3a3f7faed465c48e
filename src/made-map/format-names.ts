// Apart from the schema, so that who needs only the name need not load it.

/** Mime type of a training report in a notebook. */
export const trainingMime = 'application/vnd.intermediate-task-ranking.training.v1+json';
