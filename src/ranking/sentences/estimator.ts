import type { Estimator, RankedTask, RankingDocument } from '../document.ts';
import { formatCount } from '../number-format.ts';
import { tasksToTry } from '../shortlist.ts';
import { joinSentences } from './join-sentences.ts';
import { english, type Translate } from './translate.ts';

/** What a score is called. */
export function estimatorName(estimator: Estimator, say: Translate = english): string {
  switch (estimator) {
    case 'logme':
      return say('LogME');
    case 'hscore':
      return say('H-score');
    case 'knn':
      return say('k-NN');
    case 'ridge':
      return say('ridge R²');
  }
}

/** What the numbers of a ranking are, as an axis has it: `Score (LogME)`. */
export function scoreName({ method }: Pick<RankingDocument, 'method'>, say: Translate = english): string {
  return say('Score ({0})', estimatorName(method.score, say));
}

/** What the score of another estimator than LogME means; empty for LogME. */
export function estimatorSentence({ method, target }: RankingDocument, say: Translate = english): string {
  const certainty = say('For this score no certainty is known: it is there for comparison with LogME.');
  switch (method.score) {
    case 'logme':
      return '';
    case 'hscore':
      return joinSentences(
        [
          say(
            'The score (H-score) measures how far apart the classes are in the embeddings, as the task would change them, against their covariance, which is shrunk by the rule of Ledoit and Wolf. Higher is better.',
          ),
          certainty,
        ],
        say,
      );
    case 'knn':
      return joinSentences(
        [
          target.task === 'regression'
            ? say(
                'The score (k-NN) is the correlation of your numbers with the mean of those of the three nearest texts, in the embeddings as the task would change them. Higher is better.',
              )
            : say(
                'The score (k-NN) is the share of texts whose class is that of most of the three nearest texts, in the embeddings as the task would change them. Higher is better.',
              ),
          certainty,
        ],
        say,
      );
    case 'ridge':
      return joinSentences(
        [
          say(
            'The score (ridge R²) is what a ridge regression on the embeddings, as the task would change them, explains of the labels of texts that were left out of it one by one. 1 is all, 0 nothing; higher is better.',
          ),
          certainty,
        ],
        say,
      );
  }
}

/** The ranks of a task by the other estimators: `ridge R² 3`; empty where there are none. */
export function othersLabel({ others = {} }: Pick<RankedTask, 'others'>, say: Translate = english): string {
  return namesOf(others)
    .flatMap((name) => {
      const own = others[name];
      return own === undefined ? [] : [`${estimatorName(name, say)} ${formatCount(own.rank)}`];
    })
    .join(', ');
}

/** How many of the tasks to try each other estimator has in its first places; empty where there is none. */
export function agreementSentence(
  document: Pick<RankingDocument, 'method' | 'certainty' | 'tasks'>,
  say: Translate = english,
): string {
  const { others = [] } = document.method;
  const toTry = tasksToTry(document);
  if (toTry.length === 0) return '';
  return joinSentences(
    others.map((name) => {
      const agreed = toTry.filter((task) => (task.others?.[name]?.rank ?? Number.POSITIVE_INFINITY) <= toTry.length);
      const [called, count] = [estimatorName(name, say), formatCount(toTry.length)];
      if (toTry.length === 1) {
        return agreed.length === 1
          ? say('By {0} the first task is the same.', called)
          : say('By {0} another task is the first.', called);
      }
      return say(
        'By {0}, {1} of the first {2} tasks are among the first {2} too.',
        called,
        formatCount(agreed.length),
        count,
      );
    }),
    say,
  );
}

function namesOf(others: NonNullable<RankedTask['others']>): Estimator[] {
  const names: Estimator[] = ['logme', 'hscore', 'knn', 'ridge'];
  return names.filter((name) => others[name] !== undefined);
}
