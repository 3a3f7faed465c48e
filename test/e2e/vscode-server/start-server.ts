import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { stopProcessGroup } from './process-group.ts';
import type { Profile } from './profile.ts';
import { vscodeFolder } from './vscode-folder.ts';

/** A VS Code server that listens on loopback. */
export interface VscodeServer {
  port: number;
  /** Process id of the server; the extension host and what it starts are its descendants. */
  pid: number;
  /** Address of the workbench with `folder` open, with more query fields where given. */
  address(folder: string | null, query?: Record<string, string>): string;
  stop(): Promise<void>;
}

const program = join(vscodeFolder, 'out/server-main.js');
const startMs = 30_000;

/**
 * Starts the server of one profile.
 *
 * @param smokeTestDriver lets the page take a `payload`, for tests inside the extension host; it also hides notifications
 * @param language a locale other than English, of which the profile has a language pack
 * @param env added to the environment, which the extension host and its children get
 */
export async function startServer(params: {
  profile: Profile;
  env?: Record<string, string>;
  smokeTestDriver?: boolean;
  workspaceTrust?: boolean;
  language?: string | undefined;
}): Promise<VscodeServer> {
  const { profile, env = {}, smokeTestDriver = false, workspaceTrust = false, language } = params;
  const flags = [
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--disable-telemetry', '--disable-getting-started-override'],
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ...(language === undefined ? [] : ['--locale', language]),
    ...folderFlags(profile),
    ...['--builtin-extensions-dir', profile.builtin],
  ];
  // Detached: its own process group, so that stopping it takes the extension host and everything below along.
  const child = spawn(process.execPath, [program, ...flags], {
    detached: true,
    env: { ...process.env, ...serverEnvironment(profile), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the VS Code server could not be started');
  const log = createWriteStream(join(profile.folder, 'server.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  try {
    const port = await listeningPort(child.stdout);
    return { port, pid, address: (folder, query) => address(port, folder, query), stop: () => stopProcessGroup(pid) };
  } catch (error) {
    await stopProcessGroup(pid);
    throw error;
  }
}

/** Installs a VSIX into a profile whose server is stopped. */
export function installVsix(profile: Profile, vsix: string): void {
  const args = [program, ...folderFlags(profile), '--accept-server-license-terms', '--install-extension', vsix];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, ...serverEnvironment(profile) },
  });
  if (status !== 0) throw new Error(`installing ${vsix} failed:\n${stdout}\n${stderr}`);
}

function folderFlags(profile: Profile): string[] {
  return ['--server-data-dir', profile.data, '--extensions-dir', profile.extensions];
}

function serverEnvironment(profile: Profile): Record<string, string> {
  // No marketplace; sockets inside the profile, where they go with it.
  return { EXTENSIONS_GALLERY: '{}', TMPDIR: profile.temporary, XDG_RUNTIME_DIR: profile.temporary };
}

function listeningPort(stdout: NodeJS.ReadableStream): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`the VS Code server does not come up:\n${text}`)), startMs);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      act();
    };
    stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
      if (port !== undefined) settle(() => resolve(Number(port)));
    });
    stdout.on('end', () => settle(() => reject(new Error(`the VS Code server ended:\n${text}`))));
  });
}

function address(port: number, folder: string | null, query: Record<string, string> = {}): string {
  const fields = new URLSearchParams({ ...(folder === null ? { ew: 'true' } : { folder }), ...query });
  return `http://127.0.0.1:${port}/?${fields}`;
}
