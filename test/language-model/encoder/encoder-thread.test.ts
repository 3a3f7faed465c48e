import { describe, expect, it } from 'vitest';
import type { EncoderTask } from '../../../src/language-model/encoder/encoder-messages.ts';
import { EncoderThread } from '../../../src/language-model/encoder/encoder-thread.ts';
import { loadLanguageModel } from '../../../src/language-model/load-language-model.ts';
import { modelFiles } from '../golden-models.ts';

// Workers that do not behave: the real one has no way to be made to.

const never = new AbortController().signal;
const signalAfter = (ms: number) => AbortSignal.timeout(ms);

/** A worker that runs `onMessage` for every message, with `parentPort`, `message` and what it has `asked` for so far. */
function worker(onMessage: string): URL {
  const script = `
    import { parentPort } from 'node:worker_threads';
    const asked = [];
    parentPort.on('message', (message) => {
      asked.push(message.kind);
      ${onMessage}
    });`;
  return new URL(`data:text/javascript,${encodeURIComponent(script)}`);
}

const done = `parentPort.postMessage({ id: message.id, kind: 'done' });`;
const close = `if (message.kind === 'close') { ${done} parentPort.close(); return; }`;
const tokenize: EncoderTask = { kind: 'tokenize', texts: ['a'], maxLength: 8 };

describe('a thread', () => {
  it.each([
    ['of no known kind', `{ id: message.id, kind: 'maybe' }`],
    ['without a number', `{ kind: 'done' }`],
    ['that is no object', `'done'`],
    ['with other numbers than float32', `{ id: message.id, kind: 'embeddings', data: new Float64Array(4) }`],
  ])('that gives an answer %s has failed, and can be closed', async (_, answer) => {
    const thread = new EncoderThread('owner/model', worker(`${close} parentPort.postMessage(${answer});`));
    await expect(thread.request(tokenize)).rejects.toThrow(/model-run-failed/);
    await expect(thread.request(tokenize)).rejects.toThrow(/model-run-failed/);
    await thread.close();
  });

  it.each([
    ['throws', `throw new Error('of no use');`, /of no use/],
    ['exits', 'process.exit(3);', /code 3/],
  ])('that %s has failed, and can be closed', async (_, onMessage, reason) => {
    const thread = new EncoderThread('owner/model', worker(onMessage));
    const problem = { area: 'language-model', code: 'model-run-failed', model: 'owner/model' };
    const failed = expect.objectContaining({ problem: { ...problem, reason: expect.stringMatching(reason) } });
    await expect(Promise.allSettled([thread.request(tokenize), thread.request(tokenize)])).resolves.toEqual([
      { status: 'rejected', reason: failed },
      { status: 'rejected', reason: failed },
    ]);
    await thread.close();
    await thread.close();
  });

  it('is not waited for when a request is cancelled, and its late answer goes to nobody', async () => {
    // Its first answer comes with the second one.
    const late = `${close} if (asked.length > 1) { parentPort.postMessage({ id: 1, kind: 'done' }); ${done} }`;
    const thread = new EncoderThread('owner/model', worker(late));
    await expect(thread.request(tokenize, signalAfter(20))).rejects.toThrow(/run-cancelled/);
    expect(await thread.request(tokenize)).toEqual({ id: 2, kind: 'done' });
    await thread.close();
  });
});

describe('loading', () => {
  it('does not open the encoder where it was cancelled while the tokenizer was opened', async () => {
    const slow = `
      if (message.kind === 'open-encoder') throw new Error('was asked for the encoder');
      ${close} setTimeout(() => { ${done} }, 300);`;
    const params = { files: modelFiles('bert-uncased'), threads: 1, workerUrl: worker(slow) };
    await expect(loadLanguageModel({ ...params, signal: signalAfter(150) })).rejects.toThrow(/run-cancelled/);
    await expect(loadLanguageModel({ ...params, signal: never })).rejects.toThrow(/was asked for the encoder/);
  });
});
