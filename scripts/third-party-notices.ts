import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

const packageFacts = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() })]).optional(),
});

/** The part of esbuild's metafile that says which files went into which output, and how many bytes of each. */
export const bundleFacts = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) })),
});

/** What went into the outputs of one run of esbuild. */
export type BundleFacts = z.infer<typeof bundleFacts>;

/** Where a build writes down what went into its bundles, for the notices of a VSIX: `bundleFacts`, one a run of esbuild. */
export const bundleFactsFile = 'build/bundles.json';

/** Shipped as they are, beside the bundles. */
const unbundled = ['node_modules/onnxruntime-node', 'node_modules/onnxruntime-common'];

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** MIT packages whose tarballs hold no licence file; the holder is the one that their repositories name. */
const withoutFile: Record<string, string> = {
  'gearhash-jit': 'Copyright (c) Hugging Face',
  'onnxruntime-node': 'Copyright (c) Microsoft Corporation',
  'onnxruntime-common': 'Copyright (c) Microsoft Corporation',
};

/**
 * The licences of everything from elsewhere that is in the bundles or lies beside them, as one text.
 *
 * @param root folder of the repository, from which the paths in `bundles` start
 * @param beside folders of the packages that lie beside the bundles
 * @throws Error where a package has no licence text that could be given
 */
export function thirdPartyNotices(
  root: string,
  bundles: readonly BundleFacts[],
  beside: readonly string[] = unbundled,
): string {
  const folders = new Set([...beside, ...bundles.flatMap(bundledPackages)]);
  const notices = new Map([...folders].map((folder) => noticeOf(resolve(root, folder))));
  const sections = [...notices].sort(([a], [b]) => (a < b ? -1 : 1)).map(([title, text]) => `${title}\n\n${text}\n`);
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `Intermediate Task Ranker contains the following software, under the licences given.\n${rule}${sections.join(rule)}`;
}

/**
 * The notices of the programs that lie in a staged folder, of all that the last build made.
 *
 * @param beside folders of the packages that lie there beside them
 */
export function stagedNotices(root: string, folder: string, beside: readonly string[]): string {
  const bundles = z.array(bundleFacts).parse(JSON.parse(readFileSync(join(root, bundleFactsFile), 'utf8')));
  const staged = bundles.map(({ outputs }) => ({
    outputs: Object.fromEntries(Object.entries(outputs).filter(([path]) => existsSync(join(folder, path)))),
  }));
  return thirdPartyNotices(root, staged, beside);
}

/** Folders of the packages that something in a bundle comes from. */
export function bundledPackages({ outputs }: BundleFacts): string[] {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const used = inputs.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  return used.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[0] ?? []);
}

function noticeOf(folder: string): [title: string, text: string] {
  const { name, version, license } = packageFacts.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const holder = withoutFile[name];
  if (texts.length === 0 && license === 'MIT' && holder !== undefined) texts.push(`${holder}\n\n${mit}`);
  if (texts.length === 0)
    throw new Error(`${name} has no licence file: say in this script under which terms it is used`);
  return [`${name} ${version} (${license})`, texts.join('\n\n')];
}
