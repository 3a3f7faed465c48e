// A process of its own, so that serving does not take the time of what is measured: a Hub on loopback with generated repositories.
//   node bench/generated-hub/serve.ts '{"esms": 300, "dimension": 768, "baseModel": true}'
import { makeRepository } from '../../test/fakes/hub/repository.ts';
import { startFakeHub } from '../../test/fakes/hub/start-fake-hub.ts';
import { baseModelFiles } from './base-model.ts';
import { esmRepositories } from './esms.ts';
import { generatedHubOptions } from './start-generated-hub.ts';

const options = generatedHubOptions.parse(JSON.parse(process.argv[2] ?? '{}'));
const { esms: count, dimension, latencyMs, bytesPerSecond, differentWeights, quota, modelId: baseModel } = options;
const small = { 'config.json': '{"model_type": "bert"}' };
const hub = await startFakeHub({
  repositories: [
    makeRepository('model', baseModel, options.baseModel ? baseModelFiles() : small),
    ...esmRepositories({ count, dimension, baseModel, differentWeights }),
  ],
  latencyMs,
  ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
  ...(quota === undefined ? {} : { quota }),
});
console.log(JSON.stringify({ endpoint: hub.endpoint }));
process.on('message', () => {
  const refused = hub.requests.filter(({ status }) => status === 429).length;
  const resolvers = hub.requests.filter(({ url }) => url.includes('/resolve')).length;
  process.send?.({ requests: hub.requests.length, resolvers, refused, mostAtOnce: hub.state.mostAtOnce });
});
process.on('disconnect', () => process.exit());
