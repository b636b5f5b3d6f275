import type { DriveType } from '../options.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Neighboring numbers look different. */
export function scatter(value: number, salt: number): number {
  let mixed = (value ^ Math.imul(salt + 1, 0x9e3779b1)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0').slice(-digits);
}

export function toGuid(driveNumber: number, seq: number): string {
  const part = (salt: number): string => hex(scatter(seq + driveNumber * 1_000_003, salt), 8);
  const [a, b, c, d] = [part(11), part(12), part(13), part(14)];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`.toUpperCase();
}

/**
 * 16 hex digits, or "b!" and 64 characters. The first personal one starts with a zero, which the real
 * service sometimes drops.
 */
export function toDriveId(type: DriveType, driveNumber: number): string {
  if (type === 'personal') {
    const lead = driveNumber === 0 ? '0' : '7';
    return `${lead}${hex(scatter(driveNumber, 1), 7)}${hex(scatter(driveNumber, 2), 8)}`.toUpperCase();
  }
  const bytes = Buffer.alloc(48);
  for (let at = 0; at < 12; at += 1) bytes.writeUInt32LE(scatter(driveNumber + 50, at), at * 4);
  return `b!${bytes.toString('base64url')}`;
}

function base32(value: number, digits: number): string {
  let text = '';
  for (let at = 0, rest = value; at < digits; at += 1, rest = Math.floor(rest / 32)) {
    text = (BASE32[rest % 32] ?? 'A') + text;
  }
  return text;
}

export interface ItemIds {
  toId(seq: number): string;
  parseId(id: string): number | null;
}

export function createItemIds(type: DriveType, driveId: string, driveNumber: number): ItemIds {
  if (type === 'personal') {
    const prefix = `${driveId}!s`;
    return checked(
      (seq) => `${prefix}${hex(scatter(seq, driveNumber), 8)}${seq.toString(16).padStart(7, '0')}`,
      (id) => (id.startsWith(prefix) ? Number.parseInt(id.slice(prefix.length + 8), 16) : null),
    );
  }
  const prefix = `01${base32(scatter(driveNumber, 5), 6)}`;
  return checked(
    (seq) =>
      `${prefix}${base32(scatter(seq, 7), 7)}${base32(scatter(seq, 8), 7)}${base32(scatter(seq, 9), 6)}${base32(seq, 6)}`,
    (id) => {
      if (!id.startsWith(prefix) || id.length !== 34) return null;
      return id
        .slice(-6)
        .split('')
        .reduce((sum, letter) => sum * 32 + BASE32.indexOf(letter), 0);
    },
  );
}

function checked(toId: (seq: number) => string, parse: (id: string) => number | null): ItemIds {
  return {
    toId,
    parseId(id) {
      const seq = parse(id);
      return seq !== null && Number.isSafeInteger(seq) && seq >= 0 && toId(seq) === id ? seq : null;
    },
  };
}

/** The service returns personal drive ids in any case and without leading zeros; all spellings are equal. */
export function toDriveKey(driveId: string): string {
  return /^[0-9a-f]{1,16}$/i.test(driveId) ? driveId.toLowerCase().padStart(16, '0') : driveId.toLowerCase();
}
