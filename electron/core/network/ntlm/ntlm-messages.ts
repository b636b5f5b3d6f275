import { randomBytes } from 'node:crypto';
import type { ProxyCredential } from '../../ports.ts';
import { parseTargetInfo, writeTargetInfo, avFlags, avTimestamp } from './target-info.ts';
import {
  prove,
  sumMessages,
  toClientPart,
  toLmResponse,
  toResponseKey,
  toUtf16,
  type NtlmIdentity,
} from './ntlm-response.ts';

/** The three NTLM messages ([MS-NLMP] 2.2.1), as far as proxies need them. NTLMv2 only. */

export const signature = Buffer.from('NTLMSSP\0', 'latin1');

const unicode = 0x1;
const requestTarget = 0x4;
const ntlm = 0x200;
const alwaysSign = 0x8000;
const extendedSecurity = 0x80000;
const targetInfoFlag = 0x800000;
const asked = unicode | requestTarget | ntlm | alwaysSign | extendedSecurity | targetInfoFlag;

/** After fields, flags and version. */
export const micOffset = 72;
export const micLength = 16;
const micIsThere = 0x2;

/** "DOMAIN\user", "user@domain" or "user". */
export function toIdentity(typed: string): NtlmIdentity {
  const at = typed.indexOf('\\');
  return at === -1
    ? { domain: '', userName: typed }
    : { domain: typed.slice(0, at), userName: typed.slice(at + 1) };
}

/** Without names of users or computers. */
export function createNegotiate(): Buffer {
  const message = Buffer.alloc(40);
  signature.copy(message);
  message.writeUInt32LE(1, 8);
  message.writeUInt32LE(asked, 12);
  return message;
}

export interface NtlmChallenge {
  message: Buffer;
  flags: number;
  serverChallenge: Buffer;
  targetInfo: Buffer;
}

/** null if it is invalid or NTLMv2 can't answer it. */
export function parseChallenge(message: Buffer): NtlmChallenge | null {
  if (message.length < 32 || !message.subarray(0, 8).equals(signature) || message.readUInt32LE(8) !== 2)
    return null;
  // Older messages end before that field.
  const targetInfo = message.length < 48 ? Buffer.alloc(0) : readField(message, 40);
  if (targetInfo === null) return null;
  const serverChallenge = message.subarray(24, 32);
  return { message, flags: message.readUInt32LE(20), serverChallenge, targetInfo };
}

export function readField(message: Buffer, at: number): Buffer | null {
  const length = message.readUInt16LE(at);
  const offset = message.readUInt32LE(at + 4);
  return offset + length > message.length ? null : message.subarray(offset, offset + length);
}

export interface Chosen {
  clientChallenge: Uint8Array;
  nowMs: number;
}

const choose = (): Chosen => ({ clientChallenge: randomBytes(8), nowMs: Date.now() });

/** Contains neither the password nor its hash. */
export function createAuthenticate(
  negotiate: Uint8Array,
  challenge: NtlmChallenge,
  { userName: typed, password }: ProxyCredential,
  { clientChallenge, nowMs }: Chosen = choose(),
): Buffer {
  const identity = toIdentity(typed);
  const key = toResponseKey(identity, password);
  const told = parseTargetInfo(challenge.targetInfo);
  const time = told.get(avTimestamp);
  // A proxy that sends a timestamp requires a MIC and no LM response.
  const hasSum = time !== undefined;
  if (hasSum) told.set(avFlags, withSum(told.get(avFlags)));
  const clientPart = toClientPart(time ?? toFileTime(nowMs), clientChallenge, writeTargetInfo(told));
  const { proof, sessionKey } = prove(key, challenge.serverChallenge, clientPart);
  const lm = hasSum ? Buffer.alloc(24) : toLmResponse(key, challenge.serverChallenge, clientChallenge);
  const { domain, userName } = identity;
  const response = Buffer.concat([proof, clientPart]);
  const message = layOut(challenge.flags, [lm, response, toUtf16(domain), toUtf16(userName)]);
  if (hasSum) sumMessages(sessionKey, negotiate, challenge.message, message).copy(message, micOffset);
  return message;
}

function withSum(flags: Buffer | undefined): Buffer {
  const next = Buffer.alloc(4);
  next.writeUInt32LE((flags?.length === 4 ? flags.readUInt32LE(0) : 0) | micIsThere);
  return next;
}

/** Fields first (responses, domain, user, no computer name, no key), then their data. */
function layOut(flags: number, [lm, response, domain, userName]: readonly Buffer[]): Buffer {
  const none = Buffer.alloc(0);
  const fields = [lm, response, domain, userName, none, none].map((field) => field ?? none);
  const head = Buffer.alloc(micOffset + micLength);
  signature.copy(head);
  head.writeUInt32LE(3, 8);
  let offset = head.length;
  for (const [place, { length }] of fields.entries()) {
    const at = 12 + 8 * place;
    head.writeUInt16LE(length, at);
    head.writeUInt16LE(length, at + 2);
    head.writeUInt32LE(offset, at + 4);
    offset += length;
  }
  head.writeUInt32LE((flags & asked & ~alwaysSign) >>> 0, 60);
  return Buffer.concat([head, ...fields]);
}

/** 100 ns since 1601 (FILETIME). */
function toFileTime(ms: number): Buffer {
  const time = Buffer.alloc(8);
  time.writeBigUInt64LE((BigInt(Math.trunc(ms)) + 11_644_473_600_000n) * 10_000n);
  return time;
}
