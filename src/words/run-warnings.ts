import { problemOfFact } from '../protocol/problem-of-fact.ts';
import type { ListingCut, RunWarning } from '../protocol/run-warnings.ts';
import { describeProblem } from './describe-problem.ts';
import type { Voice } from './voice.ts';

/** A warning about a run, in words. */
export function describeRunWarning({ code, detail }: RunWarning, voice: Voice): string {
  switch (code) {
    case 'run-hub-did-not-answer':
      return voice.say(
        '{0} did not answer ({1}): the base model and the maps are those known from before, from the cache.',
        detail.endpoint,
        detail.reason,
      );
    case 'run-esms-from-cache':
      return fromCache(detail, voice);
    case 'run-device-not-started':
      return voice.say(
        '{0} could not be started ({1}): the CPU computes the embeddings instead.',
        detail.device,
        detail.reason,
      );
    case 'run-no-first-look':
      return voice.say(
        '{0} gives files only whole: there was no first look, and {1} maps were fetched whole.',
        detail.endpoint,
        detail.esms,
      );
    case 'run-look-not-completed':
      return lookNotCompleted(detail, voice);
    case 'run-listing-entries-skipped':
      return detail.count === 1
        ? voice.say('One entry of the list at {0} cannot be read, and is left out.', detail.list)
        : voice.say('{1} entries of the list at {0} cannot be read, and are left out.', detail.list, detail.count);
    case 'run-listing-cut':
      return voice.say(
        'The list at {0} was read to page {1} only ({2} entries): {3}.',
        detail.list,
        detail.pages,
        detail.entries,
        cutReason(detail.reason, voice),
      );
    case 'run-transfers-unused':
      return unusedTransfers(detail, voice);
    case 'run-transfers-unreadable':
      return voice.say(
        'What was measured, in {0}, cannot be read ({1}), and is not shown.',
        detail.file,
        detail.reason,
      );
    case 'run-transfers-of-other-reading':
      return voice.say(
        'What was measured, in {0}, is of {1} rows of this dataset that are not all as they were ranked: it has changed, or Python reads it otherwise.',
        detail.file,
        detail.rows,
      );
  }
}

function unusedTransfers(
  { file, reason, theirs, ours }: Extract<RunWarning, { code: 'run-transfers-unused' }>['detail'],
  voice: Voice,
): string {
  switch (reason) {
    case 'model':
      return voice.say(
        'What was measured, in {0}, is not shown: it is of the model {1}, this ranking of {2}.',
        file,
        theirs,
        ours,
      );
    case 'revision':
      return voice.say(
        'What was measured, in {0}, is not shown: it is of revision {1} of the model, this ranking of {2}.',
        file,
        theirs,
        ours,
      );
    case 'rows':
      return voice.say(
        'What was measured, in {0}, is not shown: it is of other rows, of {1}; ranked are those of {2}.',
        file,
        theirs,
        ours,
      );
    case 'tasks':
      return voice.say('What was measured, in {0}, is not shown: none of its tasks is in this ranking.', file);
  }
}

function cutReason(reason: ListingCut, voice: Voice): string {
  switch (reason) {
    case 'loop':
      return voice.say('its next page is one that was read before');
    case 'unreadable-link':
      return voice.say('the link to its next page cannot be read');
    case 'too-long':
      return voice.say('it goes on far beyond any list of the Hub');
  }
}

function fromCache(
  { model, esms }: Extract<RunWarning, { code: 'run-esms-from-cache' }>['detail'],
  voice: Voice,
): string {
  if (model === null) {
    return voice.say(
      'The list of maps on the Hub was never fetched: these are the maps that lie in the cache; there may be more.',
    );
  }
  return esms === 1
    ? voice.say(
        'The list of maps on the Hub was never fetched: this is the map of {0} that lies in the cache; there may be more.',
        model,
      )
    : voice.say(
        'The list of maps on the Hub was never fetched: these are the {1} maps of {0} that lie in the cache; there may be more.',
        model,
        esms,
      );
}

function lookNotCompleted(
  { esms, first }: Extract<RunWarning, { code: 'run-look-not-completed' }>['detail'],
  voice: Voice,
): string {
  const problem = problemOfFact(first);
  const why = problem === null ? first.code : describeProblem(problem, voice).message;
  if (esms > 1) {
    return voice.say(
      'The rest of {0} maps that the first look chose could not be fetched: their scores are those of the look. {1}',
      esms,
      why,
    );
  }
  return voice.say(
    'The rest of a map that the first look chose could not be fetched: its score is that of the look. {0}',
    why,
  );
}
