import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer, and returns it. @throws Error after `withinMs` */
export async function until<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  withinMs = 20_000,
): Promise<Answer> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(50);
  }
  throw new Error(`${what}: not within ${withinMs} ms`);
}
