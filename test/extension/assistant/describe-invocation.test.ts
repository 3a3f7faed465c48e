import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { createLocalEngine } from '../../../src/engine/local-engine.ts';
import type { DownloadEstimate } from '../../../src/engine/maps/estimate-download.ts';
import { describeInvocation } from '../../../src/extension/assistant/describe-invocation.ts';
import { engineFixture } from '../../engine-fixture.ts';

vi.mock('vscode', async () => {
  const { fillTemplate } = await import('../../../src/words/voice.ts');
  return { env: { language: 'en' }, l10n: { t: fillTemplate, bundle: undefined } };
});

const folder = join(import.meta.dirname, '../../../samples/datasets');
const { signal } = new AbortController();
const given = { dataset: 'package-use.csv', model: 'samples/bert-tiny-debian' };

/** A pool of 1,512 maps of 768 dimensions and nothing of it in the cache. */
const large: DownloadEstimate = {
  model: given.model,
  esms: 1512,
  esmsCached: 12,
  bytesPerEsm: 2_364_000,
  firstLookBytes: 820e6,
  modelBytesToFetch: 440e6,
};

/** The real engine but for what a question asks of the Hub. */
async function askedOf(estimate: DownloadEstimate | null, name: string, args: unknown) {
  await using fixture = await engineFixture({});
  const engine = Object.assign(createLocalEngine(fixture.context()), {
    estimateDownload: async () => {
      if (estimate === null) throw new Error('no Hub');
      return estimate;
    },
  });
  return describeInvocation(name, args, { engine, folders: [folder], signal });
}

async function rankQuestion(settings: object, estimate: DownloadEstimate | null = large): Promise<string[]> {
  const { confirmationMessages } = await askedOf(estimate, 'rank_intermediate_tasks', { ...given, ...settings });
  return [confirmationMessages?.title ?? '', ...String(confirmationMessages?.message ?? '').split('\n\n')];
}

describe('what a person agrees to before a ranking', () => {
  it('names the file, its rows, the download and what the assistant gets', async () => {
    expect(await rankQuestion({ look: 'all' })).toEqual([
      'Rank intermediate tasks for package-use.csv?',
      'package-use.csv has 500 rows.',
      'Up to 4.0 GB are downloaded for the base model samples/bert-tiny-debian and 1,500 maps.',
      'Texts and labels stay on this machine; the ranking is given to the assistant.',
    ]);
  });

  const first =
    'Up to 1.3 GB are downloaded for the base model samples/bert-tiny-debian and a first look at 1,500 maps, of which the best are fetched whole.';
  it.each([
    ['a first look, which is taken where all is much', {}, first],
    ['a first look that is asked for', { look: 'first' }, first],
    [
      'a few maps',
      { maxEsms: 10 },
      'Up to 464 MB are downloaded for the base model samples/bert-tiny-debian and 10 maps.',
    ],
    [
      'no maps',
      { cachedOnly: true },
      'Up to 440 MB are downloaded for the base model samples/bert-tiny-debian and 0 maps.',
    ],
  ])('counts %s', async (_, settings, sentence) => {
    expect((await rankQuestion(settings))[2]).toBe(sentence);
  });

  it('says that nothing is downloaded, and that it cannot tell', async () => {
    const all = { ...large, esmsCached: large.esms, firstLookBytes: null, modelBytesToFetch: 0 };
    expect((await rankQuestion({}, all))[2]).toBe(
      'The base model samples/bert-tiny-debian and its maps are on this machine: nothing is downloaded.',
    );
    expect((await rankQuestion({}, null))[2]).toBe(
      'How much is downloaded for the base model samples/bert-tiny-debian cannot be told now.',
    );
  });

  it('leaves out the rows of what cannot be read, and asks nothing of a Hub before a person agrees', async () => {
    expect((await rankQuestion({ dataset: 'none.csv' })).slice(1)).toEqual([first, expect.stringMatching(/^Texts/)]);
    expect((await rankQuestion({ dataset: 'hf:some/data' }))[1]).toBe(
      'hf:some/data is downloaded from the Hugging Face Hub as far as it is needed.',
    );
  });

  it('shows names as they are, not as Markdown', async () => {
    expect((await rankQuestion({ dataset: '[x](command:y).csv' }))[0]).toBe(
      'Rank intermediate tasks for \\[x\\]\\(command:y\\).csv?',
    );
  });

  it('is not asked where the arguments are wrong: the tool says what is', async () => {
    expect(await askedOf(large, 'rank_intermediate_tasks', { dataset: 5 })).toEqual({});
  });
});

describe('what a person agrees to before an inspection', () => {
  it('is asked only where values are shown', async () => {
    const looking = { invocationMessage: 'Looking at package-use.csv' };
    const { dataset } = given;
    expect(await askedOf(null, 'inspect_dataset', { dataset })).toEqual(looking);
    expect(await askedOf(null, 'inspect_dataset', { dataset, showValues: true })).toEqual({
      ...looking,
      confirmationMessages: {
        title: 'Show values of package-use.csv to the assistant?',
        message: 'The first values of each column are sent to the language model, and so to whoever runs it.',
      },
    });
  });

  it('is not asked of what reads names and counts', async () => {
    expect(await askedOf(null, 'list_base_models', {})).toEqual({});
  });
});
