import { setTimeout as delay } from 'node:timers/promises';
import type { ReplyTarget } from './reply.ts';

/** A link that all answers share: each body takes its turn, at so many bytes a second. */
export class SlowLink {
  readonly #bytesPerSecond: number;
  #freeAt = 0;

  constructor(bytesPerSecond: number) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  /** Sends when the body is through. */
  paced(target: ReplyTarget): ReplyTarget {
    return {
      send: (status, headers, body) => {
        const now = performance.now();
        this.#freeAt = Math.max(now, this.#freeAt) + (body.length / this.#bytesPerSecond) * 1000;
        void delay(this.#freeAt - now).then(() => target.send(status, headers, body));
      },
    };
  }
}
