// `npm run hub`: serves samples/hub (or the folder given) until it is stopped.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startFakeHub } from './start-fake-hub.ts';

const { values, positionals } = parseArgs({
  options: { port: { type: 'string', default: '8765' }, latency: { type: 'string', default: '0' } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? `${import.meta.dirname}/../../../samples/hub`);
const hub = await startFakeHub({ folder, port: Number(values.port), latencyMs: Number(values.latency) }).catch(refused);
console.log(`A Hub serves ${folder} at ${hub.endpoint}. To use it, in another terminal:\n`);
console.log(`  export HF_ENDPOINT=${hub.endpoint} HF_HOME=$(mktemp -d)\n`);
console.log('To publish to it, as its one account "tester":\n');
console.log('  export HF_TOKEN=hf_test\n');
console.log('Ctrl-C stops it.');

/** A port that another program holds is the one thing that goes wrong here. */
function refused(error: unknown): never {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
  console.error(
    `The port ${values.port} is taken. Name another one: npm run hub -- --port 8766 (0: any that is free).`,
  );
  process.exit(1);
}
