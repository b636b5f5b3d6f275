import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { methods } from '../../contract/api.ts';
import type { EventMessage } from '../../contract/bridge.ts';
import { AppError } from '../errors.ts';
import { createEmit, createServer, maxInputChars, undeclaredFailure, type HandlersOf } from './server.ts';
import { createRig } from '../testing/rig.ts';

const table = {
  'file.read': {
    input: z.strictObject({ name: z.string().max(20) }),
    output: z.object({ name: z.string(), owner: z.object({ id: z.string() }) }),
  },
};

function createDesk(handler: HandlersOf<typeof table, string>['file.read']) {
  const logged: { message: string; facts: unknown }[] = [];
  const note = (message: string, facts?: unknown) => void logged.push({ message, facts });
  const server = createServer<typeof table, string>(
    table,
    { 'file.read': handler },
    { 'file.read': ['badName'] },
    { info: note, warn: note, error: note },
  );
  return { logged, call: (name: string, input: unknown) => server.call(name, input, 'window 1') };
}

const answer = { name: 'a', owner: { id: '1' } };

describe('a call', () => {
  test('is refused before anything parses it if its input is too large', async () => {
    let parsed = 0;
    const loose = z.unknown().refine(() => (parsed += 1) > 0);
    const row = { 'file.read': { input: loose, output: z.object({}) } };
    const log = { info() {}, warn() {}, error() {} };
    const server = createServer<typeof row, string>(
      row,
      { 'file.read': () => ({}) },
      { 'file.read': [] },
      log,
    );
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const input of ['x'.repeat(maxInputChars), Array(maxInputChars).fill(0), cyclic, 1n])
      expect(await server.call('file.read', input, 'window 1')).toMatchObject({
        error: { code: 'badInput' },
      });
    expect(parsed).toBe(0);
    expect(await server.call('file.read', 'x'.repeat(maxInputChars - 2), 'window 1')).toMatchObject({
      ok: true,
    });
  });

  test('gives the handler its parsed input and the session, and the caller the value', async () => {
    const seen: unknown[] = [];
    const { call } = createDesk((input, context) => (seen.push(input, context), answer));
    expect(await call('file.read', { name: 'a' })).toEqual({ ok: true, value: answer });
    expect(seen).toEqual([{ name: 'a' }, 'window 1']);
  });

  test('returns no undeclared field at any depth', async () => {
    const leaky = { ...answer, token: 'secret', owner: { id: '1', token: 'secret' } };
    const { call } = createDesk(() => leaky);
    expect(JSON.stringify(await call('file.read', { name: 'a' }))).not.toContain('secret');
  });

  test('keeps the code and details of an expected failure', async () => {
    const { call, logged } = createDesk(() => {
      throw new AppError('badName', { subject: 'a?', facts: { offending: '?' }, cause: new Error('secret') });
    });
    expect(await call('file.read', { name: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'badName', subject: 'a?', facts: { offending: '?' } },
    });
    expect(logged).toEqual([]);
  });

  test('returns a code that its method does not declare, and logs that as a bug', async () => {
    const { call, logged } = createDesk(() => Promise.reject(new AppError('quotaFull', { subject: 'a' })));
    expect(await call('file.read', { name: 'a' })).toMatchObject({
      ok: false,
      error: { code: 'quotaFull', subject: 'a' },
    });
    expect(logged).toEqual([
      { message: undeclaredFailure, facts: { method: 'file.read', code: 'quotaFull' } },
    ]);
  });

  test('hides a bug and logs it', async () => {
    const { call, logged } = createDesk(() => Promise.reject(new TypeError('at /home/alex/secret')));
    const reply = await call('file.read', { name: 'a' });
    expect(reply).toMatchObject({ ok: false, error: { code: 'bug', subject: null, details: null } });
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(JSON.stringify(logged)).toContain('secret');
  });

  test('treats a response of the wrong shape as a bug', async () => {
    const { call, logged } = createDesk(() => ({ name: 'a' }) as unknown as typeof answer);
    expect(await call('file.read', { name: 'a' })).toMatchObject({ ok: false, error: { code: 'bug' } });
    expect(logged).toHaveLength(1);
  });
});

describe('an invalid call is refused', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'file.write', ''])(
    'the method "%s"',
    async (name) => {
      const { call } = createDesk(() => answer);
      expect(await call(name, { name: 'a' })).toMatchObject({ ok: false, error: { code: 'unknownMethod' } });
    },
  );

  test('a method name that isn’t text', async () => {
    const { call } = createDesk(() => answer);
    const odd = { toString: () => 'file.read' } as unknown as string;
    expect(await call(odd, { name: 'a' })).toMatchObject({ ok: false, error: { code: 'unknownMethod' } });
  });

  const cyclic: Record<string, unknown> = { name: 'a' };
  cyclic['self'] = cyclic;
  test.each([
    ['nothing', undefined],
    ['a wrong type', { name: 1 }],
    ['an unknown field', { name: 'a', extra: 1 }],
    ['a text that is too long', { name: 'a'.repeat(21) }],
    ['more than the maximum', { name: 'a'.repeat(maxInputChars) }],
    ['something cyclic', cyclic],
    ['a big integer', { name: 1n }],
    ['an array', [1]],
  ])('%s as input', async (_, input) => {
    let ran = false;
    const { call } = createDesk(() => ((ran = true), answer));
    expect(await call('file.read', input)).toMatchObject({ ok: false, error: { code: 'badInput' } });
    expect(ran).toBe(false);
  });
});

test('an event is sent with its declared fields only, and not at all in another shape', () => {
  const sent: EventMessage[] = [];
  const errors: unknown[] = [];
  const log = { info: () => {}, warn: () => {}, error: (message: string) => void errors.push(message) };
  const say = createEmit({ moved: z.object({ name: z.string() }) }, (notice) => sent.push(notice), log);
  say('moved', { name: 'a', token: 'secret' } as { name: string });
  say('moved', { name: 7 } as unknown as { name: string });
  expect(sent).toEqual([{ event: 'moved', payload: { name: 'a' } }]);
  expect(errors).toEqual(['bug']);
});

test('a closed window doesn’t disturb the sender of an event', () => {
  const warned: string[] = [];
  const log = { info: () => {}, warn: (message: string) => void warned.push(message), error: () => {} };
  const say = createEmit(
    { moved: z.object({}) },
    () => {
      throw new Error('gone');
    },
    log,
  );
  expect(() => say('moved', {})).not.toThrow();
  expect(warned).toHaveLength(1);
});

test('every method of the contract is served and refuses invalid input without a bug', async () => {
  await using rig = await createRig({ content: 'empty' });
  for (const name of Object.keys(methods)) {
    for (const input of [null, 7, 'x', [], { nonsense: true }]) {
      expect(await rig.session.call(name, input)).toMatchObject({ ok: false, error: { code: 'badInput' } });
    }
  }
  expect(rig.bugs).toEqual([]);
});

test('a view belongs to the session that opened it and ends with it', async () => {
  await using rig = await createRig({ content: 'empty' });
  const { accountId } = await rig.call('accounts.addSample', {});
  const opening = { accountId, place: 'myfiles' as const, folder: null, sort: [], filter: '' };
  const { viewId } = await rig.call('view.open', opening);
  const rows = { viewId, from: 0, to: 1 };
  const stranger = rig.core.connect(() => {});
  expect(await stranger.call('view.rows', rows)).toMatchObject({ ok: false, error: { code: 'viewGone' } });
  expect(await rig.session.call('view.rows', rows)).toMatchObject({ ok: true });
  rig.session.close();
  expect(await rig.session.call('view.rows', rows)).toMatchObject({ ok: false, error: { code: 'viewGone' } });
});

test('a session that has ended receives no event', async () => {
  await using rig = await createRig({ content: 'empty' });
  const heard: EventMessage[] = [];
  const other = rig.core.connect((notice) => heard.push(notice));
  other.close();
  await rig.call('accounts.addSample', {});
  await rig.waitForEvent('accounts.changed', (accounts) => accounts.length === 1);
  expect(heard).toEqual([]);
});
