import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';

/** One file of a repository as the fake Hub serves it. */
export interface FakeFile {
  path: string;
  size: number;
  /** Git's sha1 of `blob <size>\0` and the content. */
  gitOid: string;
  /** Set for files in large file storage. */
  sha256: string | null;
  /** A hash that is none of the above: the storage host's ETag. */
  xetHash: string | null;
  read(): Buffer;
}

/** A repository of the fake Hub: one commit, on the branch `main`. */
export interface FakeRepository {
  type: 'model' | 'dataset';
  id: string;
  /** Derived from the content, so that it changes with it. */
  commit: string;
  tags: string[];
  downloads: number;
  files: Map<string, FakeFile>;
  likes?: number;
  /** Nobody but its owner knows of it. */
  private?: boolean;
  /** Files of it are refused with what the Hub says of disabled repositories. */
  disabled?: boolean;
  /** What the front matter of its README holds. */
  cardData?: unknown;
  /** Other branches than `main`, by name. */
  branches?: ReadonlyMap<string, FakeRepository>;
}

/** Larger files go to large file storage, as on the Hub; weights always do. */
const largestRegularFile = 1_000_000;

/** A repository of the files in memory. */
export function makeRepository(
  type: FakeRepository['type'],
  id: string,
  contents: Readonly<Record<string, Buffer | string>>,
  downloads = 0,
): FakeRepository {
  const files = Object.entries(contents).map(([path, content]) => fakeFile(path, Buffer.from(content)));
  return repositoryOf(type, id, files, downloads);
}

/** The repositories in `<folder>/models/<owner>/<name>` and `<folder>/datasets/<owner>/<name>`. */
export function readRepositories(folder: string): FakeRepository[] {
  return (['model', 'dataset'] as const).flatMap((type) => {
    const root = join(folder, `${type}s`);
    if (!existsSync(root)) return [];
    return globSync('*/*', { cwd: root }).map((name) =>
      readRepository(type, name.split(sep).join('/'), join(root, name)),
    );
  });
}

/** The repository whose files lie in a folder. */
export function readRepository(type: FakeRepository['type'], id: string, folder: string): FakeRepository {
  const paths = globSync('**', { cwd: folder }).filter((path) => statSync(join(folder, path)).isFile());
  const files = paths.map((path) => fakeFile(path.split(sep).join('/'), readFileSync(join(folder, path))));
  return repositoryOf(type, id, files, 0);
}

function repositoryOf(type: FakeRepository['type'], id: string, files: FakeFile[], downloads: number): FakeRepository {
  const sorted = files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const content = sorted.map(({ path, gitOid }) => `${gitOid} ${path}`).join('\n');
  const readme =
    sorted
      .find(({ path }) => path === 'README.md')
      ?.read()
      .toString('utf8') ?? '';
  return {
    type,
    id,
    commit: sha1(`${type} ${id}\n${content}`),
    tags: type === 'model' ? modelTags(readme) : datasetTags(readme),
    downloads,
    cardData: frontMatter(readme),
    files: new Map(sorted.map((file) => [file.path, file])),
  };
}

/** Whether a file goes to large file storage. */
export function isLarge(path: string, size: number): boolean {
  return path.endsWith('.safetensors') || path.endsWith('.parquet') || size > largestRegularFile;
}

function fakeFile(path: string, content: Buffer): FakeFile {
  const large = isLarge(path, content.length);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return {
    path,
    size: content.length,
    gitOid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
    sha256: large ? sha256 : null,
    xetHash: large ? createHash('sha256').update(`xet ${sha256}`).digest('hex') : null,
    read: () => content,
  };
}

/** Tags as the Hub makes them of a card's front matter; a base model without a stated relation counts as finetuned. */
function modelTags(readme: string): string[] {
  const list = cardLists(readme);
  const bases = list('base_model');
  return [
    ...list('tags'),
    ...list('language'),
    ...list('datasets').map((id) => `dataset:${id}`),
    ...bases.map((id) => `base_model:${id}`),
    ...bases.map((id) => `base_model:${list('base_model_relation')[0] ?? 'finetune'}:${id}`),
    ...list('license').map((name) => `license:${name}`),
  ];
}

/** A dataset's tags name their kind; a model's languages stand alone. */
function datasetTags(readme: string): string[] {
  const list = cardLists(readme);
  const kinds = ['task_categories', 'size_categories', 'language', 'license'];
  return [...kinds.flatMap((kind) => list(kind).map((value) => `${kind}:${value}`)), ...list('tags')];
}

/** The lists of a card by name; a single value is a list of one. */
function cardLists(readme: string): (name: string) => string[] {
  const card = frontMatter(readme);
  const values = new Map(typeof card === 'object' && card !== null ? Object.entries(card) : []);
  return (name) => [values.get(name) ?? []].flat().map(String);
}

function frontMatter(readme: string): unknown {
  const front = /^---\n(.*?)\n---/s.exec(readme)?.[1];
  return front === undefined ? undefined : parse(front);
}

/** Hex sha1 of a text. */
export function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
