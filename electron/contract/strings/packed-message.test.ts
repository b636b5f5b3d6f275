import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { packMessage, unpackMessage } from './packed-message.ts';
import { parseMessage } from './parsed-messages.ts';

const constructs = [
  '{count, plural, offset:1 =0 {none} one {# file of {name}} other {<b># files</b>}}',
  '{place, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}',
  '{isThere, select, true {yes} other {no}} {part, number, percent} {when, date, short} {when, time, ::Hm}',
];

test('packing and unpacking preserves every message of the catalogue and every kind of element', () => {
  for (const entry of [...Object.values(catalogue), ...constructs]) {
    const parsed = parseMessage(entry);
    const shipped: unknown = JSON.parse(JSON.stringify(packMessage(parsed)));
    expect(unpackMessage(shipped as ReturnType<typeof packMessage>)).toEqual(parsed);
  }
});
