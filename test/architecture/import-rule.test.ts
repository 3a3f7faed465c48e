import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../src');

/** Which folders of src each folder may import, besides itself. ARCHITECTURE.md draws the same. */
const mayImport: Record<string, string[]> = {
  protocol: [],
  random: [],
  certainty: [],
  ranking: ['certainty'],
  logme: [],
  estimators: ['logme'],
  json: [],
  ridge: ['logme'],
  safetensors: ['json'],
  npz: ['safetensors'],
  words: ['protocol'],
  recipe: ['esm-filter', 'protocol'],
  hub: ['json', 'protocol', 'safetensors'],
  dataset: ['hub', 'protocol', 'random'],
  'language-model': ['hub', 'json', 'protocol', 'safetensors'],
  'esm-filter': ['protocol'],
  esm: ['hub', 'json', 'logme', 'protocol', 'safetensors'],
  engine: [
    'certainty',
    'dataset',
    'hub',
    'language-model',
    'esm',
    'esm-filter',
    'estimators',
    'logme',
    'npz',
    'ridge',
    'ranking',
    'protocol',
    'random',
    'safetensors',
  ],
  transfers: ['json', 'protocol', 'ranking'],
  'fine-tuning': ['protocol', 'ranking', 'transfers'],
  'made-map': ['protocol', 'ranking'],
  'saved-ranking': ['json', 'protocol', 'ranking', 'recipe'],
  assistant: ['engine', 'fine-tuning', 'protocol', 'ranking', 'saved-ranking', 'words'],
  mcp: ['assistant', 'engine', 'protocol', 'words'],
  cli: [
    'engine',
    'fine-tuning',
    'json',
    'made-map',
    'mcp',
    'protocol',
    'ranking',
    'recipe',
    'saved-ranking',
    'transfers',
    'words',
  ],
  library: ['engine', 'protocol', 'ranking'],
  extension: ['assistant', 'engine', 'fine-tuning', 'made-map', 'protocol', 'ranking', 'recipe', 'transfers', 'words'],
  renderer: ['esm-filter', 'made-map', 'protocol', 'ranking', 'words'],
};

/**
 * What each folder or file directly in a large folder may import of its neighbours there. A folder stands above all that it imports, so
 * that none of them goes round in circles.
 */
const within: Record<string, Record<string, string[]>> = {
  engine: {
    'context.ts': [],
    'between-stages': [],
    'base-model': ['context.ts', 'between-stages'],
    target: ['context.ts', 'between-stages', 'base-model'],
    maps: ['context.ts', 'between-stages', 'base-model'],
    scoring: ['context.ts', 'between-stages', 'base-model', 'maps'],
    publishing: ['context.ts', 'base-model'],
    training: ['context.ts', 'between-stages', 'base-model', 'target'],
    run: ['context.ts', 'between-stages', 'base-model', 'target', 'maps', 'scoring'],
    'engine.ts': ['between-stages', 'maps', 'publishing', 'training'],
    'local-engine.ts': ['context.ts', 'engine.ts', 'target', 'maps', 'publishing', 'run', 'training'],
    'bundled-assets.ts': ['context.ts'],
    'context-from-environment.ts': ['context.ts', 'base-model'],
    process: [
      'between-stages',
      'maps',
      'training',
      'engine.ts',
      'local-engine.ts',
      'bundled-assets.ts',
      'context-from-environment.ts',
    ],
  },
  dataset: {
    'cancellation.ts': [],
    table: [],
    sources: ['cancellation.ts', 'table'],
    'text-encoding': ['sources'],
    formats: ['cancellation.ts', 'table', 'sources', 'text-encoding'],
    labels: ['table', 'formats'],
    inspection: ['table', 'sources', 'formats', 'labels'],
    examples: ['cancellation.ts', 'table', 'sources', 'formats', 'labels', 'inspection'],
  },
  'language-model': {
    repository: [],
    architectures: ['repository'],
    onnx: [],
    tokenizer: ['repository'],
    weights: ['repository', 'architectures', 'onnx'],
    encoder: ['repository', 'architectures', 'onnx', 'tokenizer', 'weights'],
    'embedding-cache.ts': [],
    'describe-language-model.ts': ['repository', 'weights'],
    'count-tokens.ts': ['repository', 'tokenizer', 'describe-language-model.ts'],
    'fetch-language-model.ts': ['repository', 'tokenizer', 'weights', 'describe-language-model.ts'],
    'load-language-model.ts': ['repository', 'tokenizer', 'weights', 'encoder', 'describe-language-model.ts'],
  },
};

/** Packages (and Node modules) that only the named folders may import. */
const reserved: Record<string, string[]> = {
  vscode: ['extension'],
  'onnxruntime-node': ['language-model'],
  '@huggingface/hub': ['hub'],
  'node:http': ['hub'],
  'node:https': ['hub'],
  'node:net': ['hub'],
  undici: ['hub'],
};

/** Packages whose parts are imported one by one; only the named folders may. */
const reservedParts: Record<string, string[]> = {
  '@modelcontextprotocol/sdk/': ['mcp'],
};

/** Pure folders: no Node module, and of packages only those named. */
const pure: Record<string, string[]> = {
  protocol: ['zod'],
  random: [],
  certainty: [],
  ranking: ['zod'],
  transfers: ['zod'],
  'fine-tuning': ['zod'],
  'made-map': [],
  logme: [],
  estimators: [],
  ridge: [],
  json: [],
  safetensors: ['zod'],
  words: [],
  'esm-filter': ['fastest-levenshtein'],
};

interface Import {
  file: string;
  folder: string;
  specifier: string;
}

/** `import … from 'x'` and `export … from 'x'`, `import('x')`, `import 'x'`. */
const importForms = /^(?:import|export)\b[^;']*?\bfrom\s+'([^']+)'|\bimport\(\s*'([^']+)'|^import\s+'([^']+)'/gm;

function importsOfSource(): Import[] {
  const files = globSync('**/*.{ts,tsx}', { cwd: source }).filter((file) => !file.startsWith(join('logme', 'kernels')));
  return files.flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const specifiers = [...text.matchAll(importForms)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    return specifiers.map((specifier) => ({ file, folder: file.split(sep)[0] ?? '', specifier }));
  });
}

function targetPath({ file, specifier }: Import): string[] {
  return relative(source, resolve(source, dirname(file), specifier)).split(sep);
}

/** Breaks of the table of one large folder, `from → to`. */
function breaks(folder: string, ours: readonly Import[]): string[] {
  const table = within[folder] ?? {};
  return ours.flatMap((entry) => {
    const [top, to = ''] = targetPath(entry);
    const from = entry.file.split(sep)[1] ?? '';
    if (entry.folder !== folder || top !== folder || from === to || table[from]?.includes(to)) return [];
    return [`${from} → ${to} (${entry.file})`];
  });
}

/** Files that import each other, over however many others: a depth-first search finds a way back to a file that it comes from. */
function circles(ours: readonly Import[]): string[][] {
  const arrows = new Map<string, string[]>();
  for (const entry of ours) {
    const known = arrows.get(entry.file) ?? [];
    arrows.set(entry.file, [...known, targetPath(entry).join(sep)]);
  }
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: string[]) => {
    const at = way.indexOf(file);
    if (at >= 0) found.push(way.slice(at));
    if (at >= 0 || done.has(file)) return;
    for (const next of arrows.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of arrows.keys()) visit(file, []);
  return found;
}

describe('the import rule', () => {
  const imports = importsOfSource();
  const ours = imports.filter(({ specifier }) => specifier.startsWith('.'));
  const foreign = imports.filter(({ specifier }) => !specifier.startsWith('.'));

  it('sees the imports of the source', () => {
    expect(ours.length).toBeGreaterThan(20);
    expect(foreign.some(({ specifier }) => specifier === 'zod')).toBe(true);
  });

  it('names every folder of src', () => {
    const folders = new Set(imports.map(({ folder }) => folder));
    expect([...folders].filter((folder) => !(folder in mayImport))).toEqual([]);
  });

  it('lets folders import only what stands below them', () => {
    const broken = ours.filter((entry) => {
      const [target = ''] = targetPath(entry);
      return target !== entry.folder && !mayImport[entry.folder]?.includes(target);
    });
    expect(broken).toEqual([]);
  });

  it.each(Object.keys(within))('lets what is in %s import only what stands below it there', (folder) => {
    expect(breaks(folder, ours)).toEqual([]);
  });

  it.each(Object.entries(within))('names everything that is in %s, and only that', (folder, table) => {
    expect(readdirSync(join(source, folder)).sort()).toEqual(Object.keys(table).sort());
  });

  it.each(Object.entries(within))('has floors in %s: what may be imported stands on a lower one', (_, table) => {
    const order = Object.keys(table);
    const upwards = order.filter((unit, floor) => table[unit]?.some((below) => order.indexOf(below) >= floor));
    expect(upwards).toEqual([]);
  });

  it('has no files that import each other', () => {
    expect(circles(ours)).toEqual([]);
  });

  it('keeps vscode, the network and ONNX Runtime in their folders', () => {
    const broken = foreign.filter(({ folder, specifier }) => reserved[specifier]?.includes(folder) === false);
    expect(broken).toEqual([]);
  });

  it.each(Object.entries(reservedParts))('keeps %s in its folders', (name, folders) => {
    const users = foreign.filter(({ specifier }) => specifier.startsWith(name)).map(({ folder }) => folder);
    expect([...new Set(users)]).toEqual(folders);
  });

  it('keeps the pure folders free of Node and of packages', () => {
    const broken = foreign.filter(({ folder, specifier }) => pure[folder]?.includes(specifier) === false);
    expect(broken).toEqual([]);
  });
});
