import { expect, test } from 'vitest';
import { closeWhenUnused, keepOpenWhile } from './view-lifetime.ts';

function deferred() {
  let settle: { resolve: () => void; reject: (error: Error) => void } | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...settle! };
}

test('a hidden view is closed once the last command that reads it has ended, even if it failed', async () => {
  const closed: string[] = [];
  const close = (viewId: string) => closeWhenUnused(viewId, () => closed.push(viewId));
  const [first, second] = [deferred(), deferred()];
  const running = [
    keepOpenWhile('a', () => first.promise),
    keepOpenWhile('a', () => second.promise).catch(() => undefined),
  ];
  close('a');
  close('b');
  expect(closed).toEqual(['b']);
  first.resolve();
  await running[0];
  expect(closed).toEqual(['b']);
  second.reject(new Error('refused'));
  await running[1];
  expect(closed).toEqual(['b', 'a']);
});

test('a view still shown when its command ends stays open', async () => {
  const closed: string[] = [];
  await keepOpenWhile('c', () => Promise.resolve());
  expect(closed).toEqual([]);
  closeWhenUnused('c', () => closed.push('c'));
  expect(closed).toEqual(['c']);
});
