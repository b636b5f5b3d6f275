import { createHmac, randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { TestProxyOptions } from './test-proxy.ts';

/** From [MS-NLMP], independently of core: password hashes are literals. */
export interface NtlmPerson {
  domain: string;
  userName: string;
  /** MD4 of the password, in hexadecimal digits. */
  hash: string;
  password: string;
}

export const alexInContoso: NtlmPerson = {
  domain: 'CONTOSO',
  userName: 'alex',
  password: 'Winter 2031: ä',
  // openssl dgst -md4 -provider legacy
  hash: '8a35bf7ca45c9723713b5aa923c81517',
};

type Judge = NonNullable<TestProxyOptions['judge']>;

export interface NtlmOptions {
  more?: readonly string[];
  /** Old proxies send no timestamp and require no MIC. */
  tellsTime?: boolean;
  body?: 'none' | 'counted' | 'chunked';
}

/** With three messages on the same connection. */
export function ntlm(person: NtlmPerson, options: NtlmOptions = {}): Judge {
  const { more = [], tellsTime = true, body = 'counted' } = options;
  const begun = new WeakMap<Socket, { negotiate: Buffer; challenge: Buffer }>();
  const refuse = (authenticate: readonly string[], keepOpen = false) => ({
    status: 407,
    authenticate: [...authenticate],
    keepOpen,
    body,
  });
  return ({ headers }, socket) => {
    const [, token = ''] = /^NTLM ([a-z0-9+/=]+)$/i.exec(headers['proxy-authorization'] ?? '') ?? [];
    const message = Buffer.from(token, 'base64');
    const type = message.toString('latin1', 0, 7) === 'NTLMSSP' ? message.readUInt32LE(8) : 0;
    const earlier = begun.get(socket);
    if (type === 1) {
      const challenge = createChallenge(tellsTime);
      begun.set(socket, { negotiate: message, challenge });
      return refuse([`NTLM ${challenge.toString('base64')}`], true);
    }
    begun.delete(socket);
    const isPerson = type === 3 && earlier !== undefined && isSignedIn(person, earlier, message, tellsTime);
    return isPerson ? null : refuse(['NTLM', ...more]);
  };
}

const challengeAt = 24;
const firstField = 56;

function createChallenge(tellsTime: boolean): Buffer {
  const name = Buffer.from('CONTOSO', 'utf16le');
  const now = Buffer.alloc(8);
  now.writeBigUInt64LE((BigInt(Date.now()) + 11_644_473_600_000n) * 10_000n);
  const pairs = [pair(2, name), ...(tellsTime ? [pair(7, now)] : []), pair(0, Buffer.alloc(0))];
  const told = Buffer.concat(pairs);
  const head = Buffer.alloc(firstField);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(2, 8);
  head.writeUInt16LE(name.length, 12);
  head.writeUInt16LE(name.length, 14);
  head.writeUInt32LE(firstField, 16);
  head.writeUInt32LE(0xa2898205, 20);
  randomBytes(8).copy(head, challengeAt);
  head.writeUInt16LE(told.length, 40);
  head.writeUInt16LE(told.length, 42);
  head.writeUInt32LE(firstField + name.length, 44);
  return Buffer.concat([head, name, told]);
}

function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

const hmac = (key: Buffer, text: Buffer): Buffer => createHmac('md5', key).update(text).digest();
const fieldAt = (message: Buffer, at: number): Buffer =>
  message.subarray(message.readUInt32LE(at + 4), message.readUInt32LE(at + 4) + message.readUInt16LE(at));

function isSignedIn(
  { domain, userName, hash }: NtlmPerson,
  { negotiate, challenge }: { negotiate: Buffer; challenge: Buffer },
  message: Buffer,
  wantsSum: boolean,
): boolean {
  const named = fieldAt(message, 36).toString('utf16le');
  const isAddress = named === `${userName}@${domain.toLowerCase()}.example`;
  if (!isAddress && named.toLowerCase() !== userName) return false;
  const inDomain = fieldAt(message, 28).toString('utf16le');
  const key = hmac(Buffer.from(hash, 'hex'), Buffer.from(named.toUpperCase() + inDomain, 'utf16le'));
  const response = fieldAt(message, 20);
  const asked = challenge.subarray(challengeAt, challengeAt + 8);
  const proof = hmac(key, Buffer.concat([asked, response.subarray(16)]));
  if (!proof.equals(response.subarray(0, 16))) return false;
  if (!wantsSum) return true;
  const bare = Buffer.from(message).fill(0, 72, 88);
  const sum = hmac(hmac(key, proof), Buffer.concat([negotiate, challenge, bare]));
  return sum.equals(message.subarray(72, 88));
}
