import { ProblemError } from './problem.ts';

/** Where pages of the public Hub are; another Hub is one by its endpoint. */
const publicHosts: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);

/** What may follow the id in the address of a page. */
const pages: ReadonlySet<string> = new Set([
  'viewer',
  'discussions',
  'settings',
  'tree',
  'blob',
  'resolve',
  'raw',
  'commits',
  'commit',
  'edit',
  'embed',
]);

/** A dataset on the Hub as its address names it. */
export interface DatasetAddress {
  id: string;
  config?: string;
  split?: string;
}

/** Whether the name of a dataset is an address, and no path. */
export function isDatasetAddress(dataset: string): boolean {
  return /^(?:hf:|https?:\/\/)/i.test(dataset);
}

/**
 * The dataset that an address means: `hf:<id>`, `hf://datasets/<id>` as `datasets` and fsspec write it, or the URL of its page, also of
 * its viewer, which names config and split. Null for a path.
 *
 * @param endpoint base URL of the Hub that is asked
 * @throws {ProblemError} dataset-foreign-address for a URL elsewhere; dataset-address-part for one file or another revision
 */
export function datasetAddress(dataset: string, endpoint: string): DatasetAddress | null {
  if (!isDatasetAddress(dataset)) return null;
  const ofFileSystem = /^hf:\/\/(.*)$/i.exec(dataset)?.[1];
  if (ofFileSystem !== undefined)
    return addressOf(
      dataset,
      ofFileSystem.split('/').filter((step) => step !== ''),
    );
  if (/^hf:/i.test(dataset)) return { id: dataset.slice(3) };
  const steps = stepsOfPage(dataset, endpoint);
  if (steps === null) throw new ProblemError({ area: 'dataset', code: 'dataset-foreign-address', file: dataset });
  return addressOf(dataset, steps);
}

/**
 * The id of a model or map that the URL of its page means; null for anything but a URL.
 *
 * @param endpoint base URL of the Hub that is asked
 * @throws {ProblemError} hub-bad-repository-id for a URL that is no page of a model
 */
export function modelPageId(model: string, endpoint: string): string | null {
  if (!/^https?:\/\//i.test(model)) return null;
  const [owner = '', name, page, branch, ...path] = stepsOfPage(model, endpoint) ?? [];
  const isModel = !['', 'datasets', 'spaces', 'docs', 'papers', 'collections', 'models'].includes(owner);
  const id = name === undefined || pages.has(name) ? owner : `${owner}/${name}`;
  if (isModel && (page !== 'tree' || branch === 'main') && path.length === 0) return id;
  throw new ProblemError({ area: 'hub', code: 'hub-bad-repository-id', repo: model });
}

/** The id in an address; null for a path, and for an address that means no dataset. Without an endpoint, on the public Hub. */
export function datasetIdIn(dataset: string, endpoint = ''): string | null {
  try {
    return datasetAddress(dataset, endpoint)?.id ?? null;
  } catch {
    return null;
  }
}

/** The path of a page on the Hub, in steps; null for an address elsewhere. */
function stepsOfPage(address: string, endpoint: string): string[] | null {
  const url = URL.parse(address);
  const hub = URL.parse(endpoint);
  if (url === null) return null;
  const prefix = url.host === hub?.host ? hub.pathname.replace(/\/$/, '') : '';
  const isOnHub = url.host === hub?.host ? url.pathname.startsWith(`${prefix}/`) : publicHosts.has(url.host);
  if (!isOnHub) return null;
  return url.pathname
    .slice(prefix.length)
    .split('/')
    .filter((step) => step !== '')
    .map(decoded);
}

function addressOf(file: string, steps: readonly string[]): DatasetAddress {
  const [kind, owner = '', second = '', ...rest] = steps;
  if (kind !== 'datasets' || owner === '') {
    throw new ProblemError({ area: 'dataset', code: 'dataset-foreign-address', file });
  }
  // Old datasets have no owner: squad, squad/viewer.
  const isOld = second === '' || pages.has(second);
  const [name = '', revision] = (isOld ? owner : second).split('@', 2);
  const id = isOld ? name : `${owner}/${name}`;
  const [page, ...more] = isOld && second !== '' ? [second, ...rest] : rest;
  if (page === 'viewer') {
    const [config, split] = more;
    return { id, ...(config && { config }), ...(split && { split }) };
  }
  const isPage = page === undefined || page === 'discussions' || page === 'settings';
  const isTree = page === 'tree' && more.join('/') === 'main';
  if ((revision === undefined || revision === 'main') && (isPage || isTree)) return { id };
  throw new ProblemError({ area: 'dataset', code: 'dataset-address-part', file, id });
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
