import { plainName, plainValue } from '../ranking/plain-text.ts';
import { fillTemplate, type Voice } from '../words/voice.ts';

/** Settings that the command line reads from the environment. */
const environmentNames: Partial<Record<Parameters<Voice['setting']>[0], string>> = {
  token: 'HF_TOKEN',
  endpoint: 'HF_ENDPOINT',
  cache: 'HF_HOME',
};

/** The command line's way of speaking: English, and settings as options or environment variables. Names of others print as they read. */
export const commandLineVoice: Voice = {
  say: (template, ...values) => fillTemplate(template, ...values.map(plainValue)),
  setting(name, value) {
    const variable = environmentNames[name];
    if (variable !== undefined) return value === undefined ? variable : `${variable}=${plainName(String(value))}`;
    if (name === 'yes') return '--yes';
    if (name === 'dataset') return value === undefined ? '<file>' : plainName(String(value));
    return value === undefined ? `--${name}` : `--${name} ${quoteForShell(plainName(String(value)))}`;
  },
};

/** The argument as a POSIX shell reads it back; quoted only where it must be. */
export function quoteForShell(argument: string): string {
  return /^[\w./:@%+,=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
