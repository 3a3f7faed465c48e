import { factInWords } from '../../ranking/facts-in-words.ts';
import type { Translate } from '../../ranking/sentences/translate.ts';

/** Why maps are skipped, in two or three words to be counted. */
const names: Readonly<Record<string, string>> = {
  'esm-no-config': 'no config',
  'esm-config-not-json': 'config not json',
  'esm-config-shape': 'config shape',
  'esm-no-base-model': 'no base model',
  'esm-no-task-id': 'no task id',
  'esm-other-base-model': 'other base model',
  'esm-no-weights': 'no weights',
  'esm-file-too-large': 'file too large',
  'esm-damaged-weights': 'damaged weights',
  'esm-unsupported-architecture': 'unsupported architecture',
  'esm-weight-shape': 'weight shape',
  'esm-dimension-mismatch': 'dimension mismatch',
  'esm-not-finite': 'not finite',
  'esm-no-score': 'no score',
  'esm-not-cached': 'not cached',
  'esm-unexpected': 'unexpected',
  'hub-repository-not-found': 'repository not found',
  'hub-revision-not-found': 'revision not found',
  'hub-gated': 'gated',
  'hub-disabled': 'disabled',
  'hub-bad-token': 'bad token',
  'hub-rate-limited': 'rate limited',
  'hub-unreachable': 'unreachable',
  'hub-timeout': 'timeout',
  'hub-too-slow': 'too slow',
  'hub-server-error': 'server error',
  'hub-refused': 'refused',
  'hub-bad-response': 'bad response',
  'hub-file-too-large': 'file too large',
  'hub-corrupt-download': 'corrupt download',
  'hub-offline-not-cached': 'offline not cached',
  'hub-unsafe-path': 'unsafe path',
  'hub-cached-file-damaged': 'cached file damaged',
  'hub-cache-not-writable': 'cache not writable',
  'hub-disk-full': 'disk full',
};

/** The name of a reason; of a code that is not known here, as readable as it can be, in English. */
export function skipReasonName(code: string, say: Translate): string {
  return Object.hasOwn(names, code) ? say(names[code] ?? code) : factInWords({ code, detail: {} });
}
