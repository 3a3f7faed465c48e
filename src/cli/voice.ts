import { fillTemplate, type Voice } from '../words/voice.ts';

/** Settings that the command line reads from the environment. */
const environmentNames: Partial<Record<Parameters<Voice['setting']>[0], string>> = {
  token: 'HF_TOKEN',
  endpoint: 'HF_ENDPOINT',
  cache: 'HF_HOME',
};

/** The command line's way of speaking: English, and settings as options or environment variables. */
export const commandLineVoice: Voice = {
  say: fillTemplate,
  setting(name, value) {
    const variable = environmentNames[name];
    if (variable !== undefined) return value === undefined ? variable : `${variable}=${value}`;
    if (name === 'dataset') return value === undefined ? '<file>' : String(value);
    return value === undefined ? `--${name}` : `--${name} ${quoteForShell(String(value))}`;
  },
};

/** The argument as a POSIX shell reads it back; quoted only where it must be. */
export function quoteForShell(argument: string): string {
  return /^[\w./:@%+,=-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", "'\\''")}'`;
}
