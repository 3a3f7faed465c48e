import { join } from 'node:path';

/** The VS Code server inside the npm package code-server. Its own wrapper (login, proxy, postinstall) is not used. */
export const vscodeFolder = join(import.meta.dirname, '../node_modules/code-server/lib/vscode');
