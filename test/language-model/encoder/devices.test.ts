import { describe, expect, it } from 'vitest';
import { startOrFallBack } from '../../../src/language-model/encoder/start-or-fall-back.ts';
import { expectedEmbeddings, largestDifference, modelFiles, models, texts, withModel } from '../golden-models.ts';

const signal = new AbortController().signal;
const name = 'bert-uncased';
const withoutPooler = 'bert-cased-masked-lm-head-gamma-beta';

describe('a device', () => {
  it.each(['cuda', 'dml', 'coreml', 'webgpu'] as const)(
    '%s gives the golden embeddings, or the CPU does',
    async (device) => {
      await withModel(modelFiles(name), { device }, async (model) => {
        if (process.platform === 'linux' && device !== 'webgpu') expect(model.refusal).toMatch(/./);
        const embeddings = await model.embed({ texts, signal });
        expect(largestDifference(embeddings, expectedEmbeddings(name))).toBeLessThan(1e-4);
      });
    },
  );

  // Its attention is written with other operators, whether WebGPU computes it or, for want of it, the CPU.
  it.each(models.filter(({ model }) => model !== withoutPooler))('computes $model', async ({ model: file }) => {
    await withModel(modelFiles(file), { device: 'webgpu' }, async (model) => {
      const embeddings = await model.embed({ texts, signal });
      expect(largestDifference(embeddings, expectedEmbeddings(file))).toBeLessThan(1e-4);
    });
  });

  // With SwiftShader, which every Chromium holds: VK_ICD_FILENAMES=<chromium>/vk_swiftshader_icd.json ITR_WEBGPU=1 vitest run …
  it.skipIf(process.env.ITR_WEBGPU === undefined)(
    'webgpu itself computes where there is Vulkan (ITR_WEBGPU)',
    async () => {
      expect(await withModel(modelFiles(name), { device: 'webgpu' }, async ({ refusal }) => refusal)).toBeNull();
    },
  );

  it('cpu refuses nothing', async () => {
    expect(await withModel(modelFiles(name), {}, async ({ refusal }) => refusal)).toBeNull();
  });
});

describe('startOrFallBack', () => {
  const refusing = (message: string) => async (device: string) => {
    if (device !== 'cpu') throw new Error(message);
    return device;
  };

  it('keeps the first line of the reason, cut', async () => {
    expect(await startOrFallBack('cuda', refusing('no library\nat 0x1'))).toEqual({
      started: 'cpu',
      refusal: 'no library',
    });
    const { refusal } = await startOrFallBack('cuda', refusing('x'.repeat(1000)));
    expect(refusal).toHaveLength(201);
  });

  it('falls back from nothing where the device starts', async () => {
    expect(await startOrFallBack('webgpu', async (device) => device)).toEqual({ started: 'webgpu', refusal: null });
  });

  it('ends where the CPU cannot start either', async () => {
    const start = async (device: string) => Promise.reject(new Error(device));
    await expect(startOrFallBack('cuda', start)).rejects.toThrow('cpu');
  });
});
