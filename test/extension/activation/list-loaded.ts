// Activates the built extension as the extension host does, with a stand-in for the API of VS Code, and prints as JSON which files Node
// loaded for it, in their order. A process of its own, because a module that is loaded stays loaded.
//   node list-loaded.ts <score>      score: what VS Code says of every open document, 0 for "no recipe"
import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

const dist = join(import.meta.dirname, '../../../dist');
const score = Number(process.argv[2]);
const loaded: string[] = [];

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: 'vscode:api', format: 'module', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => {
    if (url === 'vscode:api') return { format: 'module', source: standIn(), shortCircuit: true };
    // What Node has built in lies in the extension host already.
    if (url.startsWith('file:')) loaded.push(fileURLToPath(url));
    return next(url, context);
  },
});

/** A module with every name that the bundles import of `vscode`. Whatever is called or made gives something that can be called again. */
function standIn(): string {
  const bundles = readdirSync(dist).filter((name) => /^extension.*\.js$/.test(name));
  const lists = bundles.flatMap((name) => [
    ...readFileSync(join(dist, name), 'utf8').matchAll(/import\{([^{}]*)\}from"vscode"/g),
  ]);
  const names = new Set(lists.flatMap(([, list = '']) => list.split(',').map((item) => item.split(' as ')[0] ?? '')));
  return `
    const anything = new Proxy(function () {}, {
      get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : name === 'then' ? undefined : anything),
      apply: () => anything,
      construct: () => anything,
    });
    const but = (own) => new Proxy(own, { get: (_, name) => own[name] ?? anything });
    const own = {
      languages: but({ match: () => ${score} }),
      workspace: but({ isTrusted: true, textDocuments: [anything], workspaceFolders: [] }),
    };
    ${[...names].map((name) => `export const ${name} = own.${name} ?? anything;`).join('\n')}`;
}

process.on('unhandledRejection', () => {}); // The stand-in is none for what comes after activating.
const { activate } = await import(pathToFileURL(join(dist, 'extension.js')).href);
activate({ subscriptions: [], workspaceState: { get: () => undefined } });
// What `activate` imports without waiting is asked for in this turn, what that imports in the following ones.
for (let turn = 0; turn < 20; turn += 1) await nextTurn();
process.stdout.write(JSON.stringify(loaded), () => process.exit(0));
