// Run as a process of its own by resolve-file.test.ts: fetches two files of owner/name.
import { createHub } from '../../src/hub/hub.ts';
import { resolveFile } from '../../src/hub/resolve-file.ts';

const [endpoint = '', cacheFolder = '', revision = ''] = process.argv.slice(2);
const hub = createHub({ settings: { endpoint, cacheFolder, token: null, offline: false }, userAgent: 'itr-test' });
const signal = new AbortController().signal;
for (const path of ['config.json', 'model.safetensors']) {
  if ((await resolveFile({ hub, repo: 'owner/name', revision, path, limitBytes: 1e9, signal })) === null)
    process.exitCode = 1;
}
