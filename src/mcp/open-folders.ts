import { parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { RootsListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';

/** Where files may be read when the client does not say. */
export interface OpenFolders {
  /** What the person who set the server up names with --root; goes before what the client says. Empty: nothing is named. */
  named: readonly string[];
  /** Where the server was started. */
  workingFolder: string;
}

/**
 * The folders that are open to the client: those that were named for this server, else the roots that the client gives, else the folder that the server was
 * started in, unless that is the whole disk, as it is where a desktop program starts servers.
 */
export function openFolders(server: Server, { named, workingFolder }: OpenFolders): () => Promise<readonly string[]> {
  let known: Promise<string[]> | null = null;
  server.setNotificationHandler(RootsListChangedNotificationSchema, () => {
    known = null;
  });
  return async () => {
    if (named.length > 0) return named;
    if (server.getClientCapabilities()?.roots === undefined) return isWholeDisk(workingFolder) ? [] : [workingFolder];
    known ??= rootsOf(server).catch((error: unknown) => {
      known = null;
      throw error;
    });
    return known;
  };
}

async function rootsOf(server: Server): Promise<string[]> {
  const { roots } = await server.listRoots();
  return roots.flatMap(({ uri }) => pathOf(uri) ?? []);
}

/** Null for a root that is no folder of this machine. */
function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

function isWholeDisk(folder: string): boolean {
  return parse(folder).root === folder;
}
