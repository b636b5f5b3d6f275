import { expect, test } from 'vitest';
import { methods } from './api.ts';
import { commandFailures, methodFailures } from './method-failures.ts';
import { commandMethods } from './methods.ts';

test('each method declares the failures it may return', () => {
  const listed = { ...methodFailures, ...commandFailures };
  const missing = Object.keys({ ...methods, ...commandMethods }).filter(
    (name) => !Object.hasOwn(listed, name),
  );
  expect(missing, 'add them to contract/method-failures.ts').toEqual([]);
});
