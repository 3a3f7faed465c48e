import { describe, expect, it } from 'vitest';
import { hubSettingsFromEnvironment } from '../../src/hub/settings.ts';

const files: Record<string, string> = { '/home/u/.cache/huggingface/token': ' hf_file\n', '/t': 'hf_path' };
const read = (environment: Record<string, string>) =>
  hubSettingsFromEnvironment(environment, '/home/u', (path) => files[path] ?? null);

describe('hubSettingsFromEnvironment', () => {
  it('has the defaults of Python', () => {
    expect(read({})).toEqual({
      endpoint: 'https://huggingface.co',
      cacheFolder: '/home/u/.cache/huggingface/hub',
      token: 'hf_file',
      offline: false,
      symlinks: true,
    });
  });

  it.each([
    [{ HF_HUB_CACHE: '/c', HF_HOME: '/h' }, '/c'],
    [{ HUGGINGFACE_HUB_CACHE: '/old' }, '/old'],
    [{ HF_HOME: '/h' }, '/h/hub'],
    [{ XDG_CACHE_HOME: '/x' }, '/x/huggingface/hub'],
    [{ HF_HOME: '~/hf' }, '/home/u/hf/hub'],
    [{ HF_HOME: `$DATA/\${SUB}/hf`, DATA: '/d', SUB: 's' }, '/d/s/hf/hub'],
    [{ HF_HOME: '' }, '/home/u/.cache/huggingface/hub'],
  ])('takes the cache folder from %j', (environment, folder) => {
    expect(read(environment).cacheFolder).toBe(folder);
  });

  it.each([
    [{ HF_TOKEN: ' hf_env \n' }, 'hf_env'],
    [{ HUGGING_FACE_HUB_TOKEN: 'hf_old' }, 'hf_old'],
    [{ HF_TOKEN_PATH: '/t' }, 'hf_path'],
    [{ HF_HOME: '/h' }, null],
    [{ HF_TOKEN: 'hf_env', HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' }, null],
  ])('takes the token from %j', (environment, token) => {
    expect(read(environment).token).toBe(token);
  });

  it.each([
    [{ HF_HUB_OFFLINE: '1' }, true],
    [{ TRANSFORMERS_OFFLINE: 'yes' }, true],
    [{ HF_HUB_OFFLINE: '0' }, false],
  ])('is offline by %j: %s', (environment, offline) => {
    expect(read(environment).offline).toBe(offline);
  });

  it('strips slashes from the endpoint', () => {
    expect(read({ HF_ENDPOINT: 'http://hub.test:1//' }).endpoint).toBe('http://hub.test:1');
  });
});
