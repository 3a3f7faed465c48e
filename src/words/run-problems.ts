import type { ProblemFact } from '../protocol/problem-of-fact.ts';
import type { RunProblem } from '../protocol/problems/run.ts';
import { formatBytes } from './format-bytes.ts';
import { describeNothingToRank } from './nothing-to-rank.ts';
import { describeUnusableOutput } from './unusable-output.ts';
import type { Described, Voice } from './voice.ts';

type DownloadQuestion = Extract<RunProblem, { code: 'run-download-needs-consent' | 'run-prefetch-needs-consent' }>;

/**
 * A problem of a run in words.
 *
 * @param describeMap the problem of a skipped map in words; null where its code is not known
 */
export function describeRunProblem(
  problem: RunProblem,
  voice: Voice,
  describeMap: (map: ProblemFact) => Described | null,
): Described {
  switch (problem.code) {
    case 'run-cancelled':
      return { message: voice.say('Cancelled.'), remedy: null };
    case 'run-download-needs-consent':
      return {
        message: rankingDownload(problem, voice),
        remedy: voice.say(
          'Say {0} to download it, {1} for the most fitting hundred, or {2} for what is here already.',
          voice.setting('yes', problem.look),
          voice.setting('max-esms', 100),
          voice.setting('cached-only'),
        ),
      };
    case 'run-prefetch-needs-consent':
      return {
        message: prefetchDownload(problem, voice),
        remedy: voice.say('Say {0} to download them.', voice.setting('yes')),
      };
    case 'run-nothing-to-rank':
      return describeNothingToRank(problem, voice, describeMap);
    case 'run-no-such-folder':
      return {
        message: voice.say('There is no folder {0}.', problem.folder),
        remedy: voice.say('Check its path; a name without ./ or / in front is one on the Hub.'),
      };
    case 'run-outside-folders':
      return outsideFolders(problem, voice);
    case 'run-local-model-needs-esms':
      return {
        message: voice.say('{0} is a folder, so the Hub cannot tell which maps belong to it.', problem.model),
        remedy: voice.say('Name them with {0}.', voice.setting('esms', './my-esms/*')),
      };
    case 'run-scoring-failed':
      return { message: voice.say('Scoring stopped: {0}', problem.reason), remedy: null };
    case 'run-bad-setting':
      return {
        message: voice.say(
          '"{1}" is no value for {0}: expected {2}.',
          problem.setting,
          problem.value,
          problem.expected,
        ),
        remedy: null,
      };
    case 'run-estimator-needs-classes':
      return {
        message: voice.say(
          'The estimator {0} compares classes, and the labels in the column "{1}" are numbers to predict.',
          problem.estimator,
          problem.column,
        ),
        remedy: voice.say(
          'Choose another: {0}; or say {1} where the numbers stand for classes.',
          voice.setting('estimator', 'ridge'),
          voice.setting('task', 'classification'),
        ),
      };
    case 'run-estimator-needs-whole-maps':
      return {
        message: voice.say('A first look at maps tells LogME alone; {0} takes whole maps.', problem.estimator),
        remedy: voice.say(
          'Say {0}, or rank by {1}.',
          voice.setting('look', 'all'),
          voice.setting('estimator', 'logme'),
        ),
      };
    case 'run-variant-needs-whole-maps':
      return {
        message: voice.say(
          'A first look at maps chooses by how sure their scores are, which {0} does not tell with fewer rows ({1}) than dimensions ({2}).',
          problem.variant,
          problem.rows,
          problem.dimension,
        ),
        remedy: voice.say('Say {0}, or {1}.', voice.setting('look', 'all'), voice.setting('variant', 'evidence')),
      };
    case 'run-variant-without-logme':
      return {
        message: voice.say('{0} is a variant of LogME: {1} has none.', problem.variant, problem.estimator),
        remedy: voice.say(
          'Leave out {0}, or rank by {1}.',
          voice.setting('variant'),
          voice.setting('estimator', 'logme'),
        ),
      };
    case 'run-output-not-written':
      return { message: voice.say('{0} could not be written: {1}', problem.file, problem.reason), remedy: null };
    case 'run-output-unusable':
      return describeUnusableOutput(problem, voice);
  }
}

function outsideFolders(
  { file, folders }: Extract<RunProblem, { code: 'run-outside-folders' }>,
  voice: Voice,
): Described {
  if (folders.length === 0) {
    return {
      message: voice.say('{0} is not read: no folder is open to assistants.', file),
      remedy: voice.say('Open a folder, or name a dataset on the Hub as hf:<id>.'),
    };
  }
  return {
    message: voice.say('{0} is not read: it is not below {1}.', file, folders.join(', ')),
    remedy: voice.say('Name a file below it, or a dataset on the Hub as hf:<id>.'),
  };
}

function rankingDownload(
  { esms, model, bytes, esmsToFetch, look }: Extract<DownloadQuestion, { code: 'run-download-needs-consent' }>,
  voice: Voice,
): string {
  const size = formatBytes(bytes);
  if (look === 'first') {
    return voice.say(
      'A first look at all {0} maps of {1} would download up to {2} (maps that are not in the cache yet: {3}).',
      formatCount(esms),
      model,
      size,
      formatCount(esmsToFetch),
    );
  }
  if (esms === 1) return voice.say('Ranking the only map of {0} would download {1}.', model, size);
  return voice.say(
    'Ranking all {0} maps of {1} would download {2} (maps that are not in the cache yet: {3}).',
    formatCount(esms),
    model,
    size,
    formatCount(esmsToFetch),
  );
}

function prefetchDownload({ esms, model, bytes, esmsToFetch }: DownloadQuestion, voice: Voice): string {
  const size = formatBytes(bytes);
  if (esms === 1) return voice.say('The only map of {0} would be {1} to download.', model, size);
  return voice.say(
    'All {0} maps of {1} would be {2} to download (not in the cache yet: {3}).',
    formatCount(esms),
    model,
    size,
    formatCount(esmsToFetch),
  );
}

function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
