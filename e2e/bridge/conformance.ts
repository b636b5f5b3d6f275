import assert from 'node:assert/strict';
import type { EventMessage, Reply } from '../../electron/contract/bridge.ts';
import { secret } from './conformance-core.ts';

export interface BridgeUnderTest {
  call(method: string, input: string): Promise<Reply>;
  listen(): Promise<{ heard(): Promise<EventMessage[]>; undo(): Promise<void> }>;
  logged(): Promise<string>;
}

export interface Case {
  name: string;
  run: (bridge: BridgeUnderTest) => Promise<void>;
}

const announce = (bridge: BridgeUnderTest, count: number): Promise<Reply> =>
  bridge.call("'test.announce'", `{ count: ${count} }`);

async function refused(reply: Promise<Reply>, code: string): Promise<void> {
  const answer = await reply;
  assert.equal(answer.ok, false);
  assert.equal(answer.ok ? null : answer.error.code, code);
  assert.doesNotMatch(JSON.stringify(answer), new RegExp(secret));
}

const strangers = [
  "'constructor'",
  "'__proto__'",
  "'toString'",
  "'hasOwnProperty'",
  "'test.unknown'",
  "''",
  'null',
  '7',
  "['test.echo']",
  "({ toString: null, name: 'test.echo' })",
];

const malformed = [
  'undefined',
  'null',
  '7',
  "'a'",
  '[]',
  '({})',
  '({ name: 7 })',
  "({ name: 'a', extra: 1 })",
  "({ name: 'a name that is far too long for it' })",
  "({ name: 'a', [Symbol.iterator]: 1, when: new Date() })",
];

export const conformance: readonly Case[] = [
  {
    name: 'a call returns its value',
    async run(bridge) {
      const reply = await bridge.call("'test.echo'", "({ name: 'a' })");
      assert.deepEqual(reply, { ok: true, value: { name: 'a', owner: { id: '1' } } });
    },
  },
  {
    name: 'an undeclared field is never returned, at any depth',
    async run(bridge) {
      const reply = await bridge.call("'test.leaky'", '({})');
      assert.deepEqual(reply, { ok: true, value: { name: 'a', owner: { id: '1' } } });
    },
  },
  {
    name: 'an expected failure keeps its code, subject and facts',
    async run(bridge) {
      const reply = await bridge.call("'test.refusing'", '({})');
      assert.equal(reply.ok, false);
      const error = reply.ok ? null : reply.error;
      assert.deepEqual(
        [error?.code, error?.subject, error?.code === 'badName' && error.facts.offending],
        ['badName', 'a?', '?'],
      );
      assert.doesNotMatch(JSON.stringify(reply), new RegExp(secret));
    },
  },
  {
    name: 'a bug is hidden from the page and logged',
    async run(bridge) {
      await refused(bridge.call("'test.broken'", '({})'), 'bug');
      assert.match(await bridge.logged(), new RegExp(`test\\.broken.*${secret}`));
    },
  },
  {
    name: 'a result of the wrong shape is a bug',
    run: (bridge) => refused(bridge.call("'test.misshapen'", '({})'), 'bug'),
  },
  {
    name: 'unknown method names are refused, including properties of every object',
    async run(bridge) {
      for (const name of strangers) await refused(bridge.call(name, '({})'), 'unknownMethod');
    },
  },
  {
    name: 'malformed inputs are refused',
    async run(bridge) {
      for (const input of malformed) await refused(bridge.call("'test.echo'", input), 'badInput');
    },
  },
  {
    name: 'an oversized input is refused',
    run: (bridge) => refused(bridge.call("'test.echo'", "({ name: 'x'.repeat(5_000_000) })"), 'badInput'),
  },
  {
    name: 'an input whose key is __proto__ pollutes nothing',
    async run(bridge) {
      await bridge.call("'test.echo'", `JSON.parse('{"__proto__":{"polluted":1},"name":"a"}')`);
      const reply = await bridge.call("'test.echo'", '({ name: String({}.polluted) })');
      assert.deepEqual(reply.ok ? reply.value : null, { name: 'undefined', owner: { id: '1' } });
    },
  },
  {
    name: 'notices arrive parsed at every listener and stop after it is removed',
    async run(bridge) {
      const first = await bridge.listen();
      const second = await bridge.listen();
      await announce(bridge, 1);
      await first.undo();
      await announce(bridge, 2);
      assert.deepEqual(await first.heard(), [{ event: 'test.heard', payload: { count: 1 } }]);
      assert.deepEqual(
        (await second.heard()).map(({ payload }) => payload),
        [{ count: 1 }, { count: 2 }],
      );
      await second.undo();
    },
  },
  {
    name: 'an unknown ticket is refused',
    run: (bridge) => refused(bridge.call("'test.redeem'", "({ tickets: ['forged'] })"), 'ticketUnknown'),
  },
];
