import type { HubWait, Progress, Stage } from '../protocol/progress.ts';
import { formatBytes } from './format-bytes.ts';
import type { Voice } from './voice.ts';

/** What a stage does, as the start of a line: `Embedding`. */
export function describeStage(stage: Stage, voice: Voice): string {
  switch (stage) {
    case 'read-dataset':
      return voice.say('Reading the dataset');
    case 'list-esms':
      return voice.say('Listing Embedding Space Maps');
    case 'fetch-model':
      return voice.say('Fetching the base model');
    case 'embed':
      return voice.say('Embedding the texts');
    case 'look-esms':
      return voice.say('Taking a first look at the maps');
    case 'fetch-esms':
      return voice.say('Fetching Embedding Space Maps');
    case 'score':
      return voice.say('Scoring');
    case 'solve':
      return voice.say('Fitting the map');
  }
}

/** How far a stage is, without its name: `412 of 1,512 maps`, `12.4 MB of 669 MB`. */
export function describeAmount(progress: Progress, voice: Voice): string {
  const amount = plainAmount(progress, voice);
  return progress.wait === undefined ? amount : voice.say('{0}; {1}', amount, describeWait(progress.wait, voice));
}

/** Why nothing happens for a while: `the Hub asks to wait 40 s`. */
export function describeWait({ seconds, asked }: HubWait, voice: Voice): string {
  return asked
    ? voice.say('the Hub asks to wait {0} s', seconds)
    : voice.say('the Hub fails; next try in {0} s', seconds);
}

function plainAmount({ done, total, unit }: Progress, voice: Voice): string {
  const amount = (value: number) => (unit === 'bytes' ? formatBytes(value) : value.toLocaleString('en-US'));
  const noun = unit === 'bytes' ? '' : ` ${unitNoun(unit, voice)}`;
  return total === null ? `${amount(done)}${noun}` : voice.say('{0} of {1}{2}', amount(done), amount(total), noun);
}

function unitNoun(unit: Exclude<Progress['unit'], 'bytes'>, voice: Voice): string {
  switch (unit) {
    case 'rows':
      return voice.say('rows');
    case 'texts':
      return voice.say('texts');
    case 'esms':
      return voice.say('maps');
    case 'files':
      return voice.say('files');
  }
}

/** Milliseconds that the rest takes at the pace so far; null where nothing can be said yet. */
export function remainingMs({ done, total, wait }: Progress, elapsedMs: number): number | null {
  if (wait !== undefined || total === null || done <= 0 || elapsedMs < 1000 || done >= total) return null;
  return (elapsedMs / done) * (total - done);
}

/** A duration for people: `40 s`, `2 min 5 s`, `1 h 10 min`. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return ms < 9950 ? `${(ms / 1000).toFixed(1)} s` : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
