import { join } from 'node:path';

/** Where the Hub is, who asks, and where files are kept. */
export interface HubSettings {
  /** Base URL without a slash at the end. */
  endpoint: string;
  /** Folder of the cache that is shared with Python. */
  cacheFolder: string;
  /** Null: anonymous. */
  token: string | null;
  /** True: no request at all. */
  offline: boolean;
  /** False: files are put into snapshots themselves instead of links to blobs. Default: links wherever the disk allows. */
  symlinks?: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

const yes = new Set(['1', 'ON', 'YES', 'TRUE']);

/**
 * The settings as Python's huggingface_hub reads them from the environment (its `constants.py` and `utils/_auth.py`):
 * HF_ENDPOINT, HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME, HF_TOKEN, HF_TOKEN_PATH, HF_HUB_DISABLE_IMPLICIT_TOKEN, HF_HUB_OFFLINE,
 * HF_HUB_DISABLE_SYMLINKS and their older names.
 *
 * @param home the user's home folder, for `~`
 * @param readTokenFile content of a file, or null where there is none
 */
export function hubSettingsFromEnvironment(
  environment: Environment,
  home: string,
  readTokenFile: (path: string) => string | null,
): HubSettings {
  const folder = (name: string) => expandPath(environment[name], environment, home);
  const hfHome = folder('HF_HOME') ?? join(folder('XDG_CACHE_HOME') ?? join(home, '.cache'), 'huggingface');
  return {
    endpoint: (nonEmpty(environment.HF_ENDPOINT) ?? 'https://huggingface.co').replace(/(?<!\/)\/+$/, ''),
    cacheFolder: folder('HF_HUB_CACHE') ?? folder('HUGGINGFACE_HUB_CACHE') ?? join(hfHome, 'hub'),
    token: readToken(environment, folder('HF_TOKEN_PATH') ?? join(hfHome, 'token'), readTokenFile),
    offline: isYes(environment.HF_HUB_OFFLINE) || isYes(environment.TRANSFORMERS_OFFLINE),
    symlinks: !isYes(environment.HF_HUB_DISABLE_SYMLINKS),
  };
}

function readToken(environment: Environment, file: string, read: (path: string) => string | null): string | null {
  if (isYes(environment.HF_HUB_DISABLE_IMPLICIT_TOKEN)) return null;
  return cleanToken(environment.HF_TOKEN) ?? cleanToken(environment.HUGGING_FACE_HUB_TOKEN) ?? cleanToken(read(file));
}

/** A token without line ends and spaces around it (huggingface_hub, `_clean_token`); null where nothing is left. */
export function cleanToken(token: string | null | undefined): string | null {
  return token?.replace(/[\r\n]/g, '').trim() || null;
}

function isYes(value: string | undefined): boolean {
  return value !== undefined && yes.has(value.toUpperCase());
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

/** `~` at the start, and `$NAME` or `${NAME}` of set variables, as Python's expanduser and expandvars. */
export function expandPath(path: string | undefined, environment: Environment, home: string): string | undefined {
  if (path === undefined || path === '') return undefined;
  return path
    .replace(/^~(?=$|[\\/])/, () => home)
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, bare) => environment[braced ?? bare] ?? whole);
}
