import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { TrainRequest } from '../../protocol/train-request.ts';
import type { TrainingModels } from './training-models.ts';
import type { TrainingSources } from './training-sources.ts';

/**
 * `sha256:` of all that a map follows from: both models, the texts of each source with its weight (or the file of embeddings), what is said of the
 * task. Equal digests mean equal maps; where files lie does not count.
 *
 * @param embeddings absolute path of the file of embeddings, where there is one
 */
export async function madeFrom(params: {
  request: TrainRequest;
  models: TrainingModels;
  sources: TrainingSources;
  embeddings: string | null;
}): Promise<string> {
  const { request, models, sources, embeddings } = params;
  const { base, tuned } = models;
  const { baseId, taskId, subset, language, developers, license, dtype, tuning, weight, also } = request;
  const hash = createHash('sha256');
  const stated = { baseId, taskId, subset, language, developers, license, dtype, tuning };
  const weights = [weight, ...also.map((each) => each.weight)];
  const { pooling, maxLength } = base.description;
  hash.update(
    JSON.stringify([1, base.id, base.revision, pooling, maxLength, tuned?.id, tuned?.revision, stated, weights]),
  );
  const texts = sources.own.kind === 'texts' ? [sources.own.texts, ...sources.also] : sources.also;
  for (const { source, columns, labelColumn, config, split, seed, texts: rows } of texts) {
    hash.update(JSON.stringify([source, columns, labelColumn, config, split, seed, rows.length]));
    for (const text of rows) hash.update(`\n${text.length}:`).update(text);
  }
  // The second form of what was made of embeddings: before, rows that repeat one counted.
  if (embeddings !== null) hash.update('2');
  if (embeddings !== null) for await (const chunk of createReadStream(embeddings)) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}
