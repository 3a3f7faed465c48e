import { readFile } from 'node:fs/promises';
import { brotliCompressSync, constants, inflateSync } from 'node:zlib';

/** The parts of the module that are replaced: how it inflates, and the deflated models in base64. */
const inflating = "import { decompress } from '../runtime/decompress.js';";
const deflated = /const data = "([A-Za-z0-9+/=]+)";/;

/** 23 MB of which much is alike, far apart: a large window finds it. */
const options = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 };

/**
 * Plugin of esbuild: packs the language models of jschardet with Brotli instead of deflate. In the VSIX, which deflates once more, they
 * take 280 kB in place of 633.
 */
export const packDetectorModels = {
  name: 'pack-detector-models',
  setup(build) {
    build.onLoad({ filter: /jschardet[\\/]build[\\/]models[\\/]models\.bin\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const [whole, data] = deflated.exec(source) ?? [];
      if (data === undefined || !source.includes(inflating))
        throw new Error(`${path} is not what it was: see this plugin`);
      const packed = brotliCompressSync(inflateSync(Buffer.from(data, 'base64')), { params: options });
      const contents = source
        .replace(inflating, "import { brotliDecompressSync as decompress } from 'node:zlib';")
        .replace(whole, () => `const data = "${packed.toString('base64')}";`);
      return { contents, loader: 'js' };
    });
  },
};
