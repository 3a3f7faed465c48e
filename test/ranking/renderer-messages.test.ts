import { expect, test } from 'vitest';
import { messageFromRenderer, messageToRenderer } from '../../src/ranking/renderer-messages.ts';
import { someTasks } from '../renderer/documents/recorded.ts';

const { target, model, tasks, warnings } = someTasks();

test.each([
  { type: 'hello' },
  { type: 'save', request: 1, name: 'ranking.csv', mime: 'text/csv', encoding: 'text', content: 'rank\n' },
  { type: 'copy', request: 2, text: 'owner/name' },
  { type: 'insert-fine-tuning-cell', request: 3, target, model, task: tasks[0], beside: tasks.slice(1), warnings },
])('$type is understood as it was sent', (message) => {
  expect(messageFromRenderer.parse(structuredClone(message))).toEqual(message);
});

test('anything else is refused', () => {
  expect(messageFromRenderer.safeParse({ type: 'run', code: '1' }).success).toBe(false);
  expect(messageToRenderer.safeParse({ type: 'reply', request: -1, ok: true, outcome: '' }).success).toBe(false);
});
