import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema, type ElicitResult, ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { largePool } from '../fakes/hub/large-pool.ts';
import { makeRepository } from '../fakes/hub/repository.ts';
import { type FakeHub, startFakeHub } from '../fakes/hub/start-fake-hub.ts';

const root = join(import.meta.dirname, '../..');
const samples = join(root, 'samples');

/** The base model of the sample Hub. */
export const model = 'samples/bert-tiny-debian';

/** A model on the fake Hub whose configuration says that it is far larger than anybody should download unasked. */
export const largeModel = 'samples/large-bert';

/** What a server finds around it: a Hub, a folder that is open with links in it, and one that is not. */
export interface Surroundings {
  hub: FakeHub;
  open: string;
  closed: string;
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Makes everything in a temporary folder. */
export async function makeSurroundings(): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), 'itr-mcp-'));
  const [open, closed] = [join(folder, 'open'), join(folder, 'closed')];
  for (const each of [open, closed]) mkdirSync(each);
  cpSync(join(samples, 'datasets/package-use.csv'), join(open, 'tickets.csv'));
  cpSync(join(samples, 'datasets/package-use.csv'), join(closed, 'secret.csv'));
  cpSync(join(samples, 'hub/models/samples/ESM_debian__use'), join(open, 'my-map'), { recursive: true });
  mkdirSync(join(open, 'shards'));
  symlinkSync(join(closed, 'secret.csv'), join(open, 'linked.csv'));
  symlinkSync(closed, join(open, 'linked-folder'));
  symlinkSync(join(closed, 'secret.csv'), join(open, 'shards/a.parquet'));
  symlinkSync(join(open, 'tickets.csv'), join(open, 'inner-link.csv'));
  const hub = await startFakeHub({
    folder: join(samples, 'hub'),
    repositories: [...largeRepositories(), ...largePool()],
  });
  const env = { HF_ENDPOINT: hub.endpoint, HF_HOME: join(folder, 'hf'), XDG_CACHE_HOME: join(folder, 'cache') };
  return {
    hub,
    open,
    closed,
    env,
    stop: async () => {
      await hub.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function largeRepositories() {
  const read = (name: string, file: string) => readFileSync(join(samples, 'hub/models/samples', name, file), 'utf8');
  const ofModel = JSON.parse(read('bert-tiny-debian', 'config.json'));
  const config = JSON.stringify({ ...ofModel, hidden_size: 1024, intermediate_size: 4096, num_hidden_layers: 24 });
  const tokenizer = read('bert-tiny-debian', 'tokenizer.json');
  const renamed = (file: string) => read('ESM_debian__use', file).replaceAll(model, largeModel);
  return [
    makeRepository('model', largeModel, {
      'config.json': config,
      'tokenizer.json': tokenizer,
      'model.safetensors': 'none',
    }),
    makeRepository('model', 'samples/ESM_large', {
      'README.md': renamed('README.md'),
      'config.json': renamed('config.json'),
      'model.safetensors': 'none',
    }),
  ];
}

/** What a client can do and says. */
export interface ClientFacts {
  /** Folders that it opens; left out: it has no roots. */
  roots?: string[];
  /** Its answer to a question; left out: it cannot be asked. */
  answer?: (message: string, field: unknown) => ElicitResult;
  args?: string[];
  /** Another server than that of the command line. */
  entry?: string[];
}

/** The SDK's own client, connected to the built command line. */
export async function connect(
  around: Surroundings,
  { roots, answer, args = [], entry = ['dist/cli.js', 'mcp'] }: ClientFacts = {},
): Promise<Client> {
  const capabilities = { ...(roots && { roots: {} }), ...(answer && { elicitation: {} }) };
  const client = new Client({ name: 'test', version: '0' }, { capabilities });
  if (roots !== undefined) {
    const listed = roots.map((folder) => ({ uri: pathToFileURL(folder).href }));
    client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: listed }));
  }
  if (answer !== undefined)
    client.setRequestHandler(ElicitRequestSchema, ({ params }) =>
      answer(params.message, 'requestedSchema' in params ? params.requestedSchema.properties.download : null),
    );
  const [program = '', ...first] = entry;
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(root, program), ...first, ...args],
    env: { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...around.env },
    cwd: around.open,
  });
  await client.connect(transport);
  return client;
}

/** A result of a tool in the parts that tests look at. */
export interface Called {
  isError: boolean;
  text: string;
  facts: Record<string, unknown>;
}

/** Calls a tool. */
export async function call(client: Client, name: string, given: Record<string, unknown>): Promise<Called> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: given });
  const [first] = Array.isArray(content) ? content : [];
  return { isError: isError === true, text: first?.text ?? '', facts: Object(structuredContent) };
}

/** Writes a file into the folder that is open. */
export function writeOpen({ open }: Surroundings, name: string, text: string): void {
  writeFileSync(join(open, name), text);
}
