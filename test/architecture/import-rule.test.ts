import { globSync, readFileSync } from 'node:fs';
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
  json: [],
  safetensors: ['json'],
  words: ['protocol'],
  recipe: ['esm-filter', 'protocol'],
  hub: ['json', 'protocol', 'safetensors'],
  dataset: ['hub', 'protocol', 'random'],
  'language-model': ['hub', 'json', 'protocol', 'safetensors'],
  'esm-filter': ['protocol'],
  esm: ['hub', 'json', 'logme', 'protocol', 'safetensors'],
  engine: [
    'dataset',
    'hub',
    'language-model',
    'esm',
    'esm-filter',
    'logme',
    'ranking',
    'protocol',
    'random',
    'safetensors',
  ],
  'fine-tuning': ['protocol', 'ranking'],
  cli: ['engine', 'fine-tuning', 'protocol', 'ranking', 'recipe', 'words'],
  extension: ['engine', 'fine-tuning', 'protocol', 'ranking', 'recipe', 'words'],
  renderer: ['protocol', 'ranking', 'words'],
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

/** Pure folders: no Node module, and of packages only those named. */
const pure: Record<string, string[]> = {
  protocol: ['zod'],
  random: [],
  certainty: [],
  ranking: ['zod'],
  'fine-tuning': ['zod'],
  logme: [],
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

function targetFolder({ file, specifier }: Import): string {
  return relative(source, resolve(source, dirname(file), specifier)).split(sep)[0] ?? '';
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
      const target = targetFolder(entry);
      return target !== entry.folder && !mayImport[entry.folder]?.includes(target);
    });
    expect(broken).toEqual([]);
  });

  it('keeps vscode, the network and ONNX Runtime in their folders', () => {
    const broken = foreign.filter(({ folder, specifier }) => reserved[specifier]?.includes(folder) === false);
    expect(broken).toEqual([]);
  });

  it('keeps the pure folders free of Node and of packages', () => {
    const broken = foreign.filter(({ folder, specifier }) => pure[folder]?.includes(specifier) === false);
    expect(broken).toEqual([]);
  });
});
