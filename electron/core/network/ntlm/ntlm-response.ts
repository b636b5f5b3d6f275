import { createHmac } from 'node:crypto';
import { md4 } from './md4.ts';

/** The NTLMv2 computation: [MS-NLMP] 3.3.2. The proxy computes the same and compares. */

export interface NtlmIdentity {
  /** Empty for "user@domain" and for users without a domain. */
  domain: string;
  userName: string;
}

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const sum = createHmac('md5', key);
  for (const part of parts) sum.update(part);
  return sum.digest();
};

export const toUtf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');

/** NTOWFv2 */
export function toResponseKey({ domain, userName }: NtlmIdentity, password: string): Buffer {
  return hmac(md4(toUtf16(password)), toUtf16(userName.toUpperCase() + domain));
}

/** NTLMv2_CLIENT_CHALLENGE */
export function toClientPart(time: Uint8Array, clientChallenge: Uint8Array, targetInfo: Uint8Array): Buffer {
  const version = Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]);
  return Buffer.concat([version, time, clientChallenge, Buffer.alloc(4), targetInfo, Buffer.alloc(4)]);
}

export function prove(
  responseKey: Uint8Array,
  serverChallenge: Uint8Array,
  clientPart: Uint8Array,
): { proof: Buffer; sessionKey: Buffer } {
  const proof = hmac(responseKey, serverChallenge, clientPart);
  return { proof, sessionKey: hmac(responseKey, proof) };
}

export const toLmResponse = (
  responseKey: Uint8Array,
  serverChallenge: Uint8Array,
  clientChallenge: Uint8Array,
): Buffer => Buffer.concat([hmac(responseKey, serverChallenge, clientChallenge), clientChallenge]);

export const sumMessages = (sessionKey: Uint8Array, ...messages: readonly Uint8Array[]): Buffer =>
  hmac(sessionKey, ...messages);
