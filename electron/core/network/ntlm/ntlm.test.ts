import { describe, expect, test } from 'vitest';
import { md4 } from './md4.ts';
import {
  createAuthenticate,
  createNegotiate,
  micLength,
  micOffset,
  parseChallenge,
  toIdentity,
} from './ntlm-messages.ts';
import { prove, sumMessages, toClientPart, toLmResponse, toResponseKey } from './ntlm-response.ts';
import { parseTargetInfo, writeTargetInfo } from './target-info.ts';

const hex = (text: string) => Buffer.from(text, 'hex');

test.each([
  ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
  ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
  ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
  ['message digest', 'd9130a8164549fe818874806e1c7014b'],
  ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
  ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
])('MD4 of “%s” matches RFC 1320', (text, digest) => {
  expect(md4(Buffer.from(text)).toString('hex')).toBe(digest);
});

const identity = { domain: 'Domain', userName: 'User' };
const serverChallenge = hex('0123456789abcdef');
const clientChallenge = hex('aaaaaaaaaaaaaaaa');
const targetInfo = hex('02000c0044006f006d00610069006e0001000c0053006500720076006500720000000000');

describe('NTLMv2 as in [MS-NLMP] 4.2.4', () => {
  const key = toResponseKey(identity, 'Password');
  const clientPart = toClientPart(Buffer.alloc(8), clientChallenge, targetInfo);
  const { proof, sessionKey } = prove(key, serverChallenge, clientPart);

  test('computes NTOWFv2, the proof, the LM response and the session key', () => {
    expect(key.toString('hex')).toBe('0c868a403bfd7a93a3001ef22ef02e3f');
    expect(proof.toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(toLmResponse(key, serverChallenge, clientChallenge).toString('hex')).toBe(
      '86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa',
    );
    expect(sessionKey.toString('hex')).toBe('8de40ccadbc14a82f15cb0ad0de95ca3');
  });

  test('computes the checksum over three messages as Chromium’s own tests do', () => {
    const negotiate = hex('4e544c4d53535000010000000782080000000000200000000000000020000000');
    const challenge = hex(
      '4e544c4d53535000020000000c000c003800000033828ae20123456789abcdef000000000000000024002400440000000600701700' +
        '00000f53006500720076006500720002000c0044006f006d00610069006e0001000c0053006500720076006500720000000000',
    );
    const authenticate = hex(
      '4e544c4d535350000300000018001800580000008a008a00700000000c000c00fa0000000800080006010000100010000e01000000' +
        '00000058000000038208000000000000000000f7361633f0ad9bdf4a7c421bc6b824a3000000000000000000000000000000000000' +
        '0000000000008c0260dbef690662af9c42d50782d2ed0101000000000000800bc8fd00d4d201aaaaaaaaaaaaaaaa0000000002000c' +
        '0044006f006d00610069006e0001000c0053006500720076006500720006000400020000000a0010006586e99d81c2fc984e47172f' +
        'd4dd03100900160048005400540050002f0053006500720076006500720000000000000000' +
        '0044006f006d00610069006e00550073006500720043004f004d0050005500540045005200',
    );
    const { sessionKey: own } = prove(key, serverChallenge, authenticate.subarray(0x70 + 16, 0x70 + 0x8a));
    const sent = authenticate.subarray(micOffset, micOffset + micLength).toString('hex');
    const bare = Buffer.from(authenticate).fill(0, micOffset, micOffset + micLength);
    expect(sumMessages(own, negotiate, challenge, bare).toString('hex')).toBe(sent);
  });
});

test('users are named with their domain, with an address, or alone', () => {
  expect(toIdentity('CONTOSO\\alex')).toEqual({ domain: 'CONTOSO', userName: 'alex' });
  expect(toIdentity('alex@contoso.example')).toEqual({ domain: '', userName: 'alex@contoso.example' });
  expect(toIdentity('alex')).toEqual({ domain: '', userName: 'alex' });
});

function challenge(info: Buffer, offset = 48): Buffer {
  const message = Buffer.concat([Buffer.alloc(48), info]);
  message.write('NTLMSSP\0', 'latin1');
  message.writeUInt32LE(2, 8);
  message.writeUInt32LE(0xa2898205, 20);
  serverChallenge.copy(message, 24);
  message.writeUInt16LE(info.length, 40);
  message.writeUInt32LE(offset, 44);
  return message;
}

describe('a message from the proxy', () => {
  test('is ignored if it is cut off, refers to missing bytes, or is of another type', () => {
    expect(parseChallenge(challenge(targetInfo))?.serverChallenge).toEqual(serverChallenge);
    expect(parseChallenge(challenge(targetInfo).subarray(0, 31))).toBeNull();
    expect(parseChallenge(challenge(targetInfo, 60))).toBeNull();
    expect(parseChallenge(createNegotiate())).toBeNull();
    expect(parseTargetInfo(hex('0200ff00aa'))).toEqual(new Map());
    expect(writeTargetInfo(parseTargetInfo(targetInfo))).toEqual(targetInfo);
  });

  test('is answered without the password and without the name of this computer', () => {
    const parsed = parseChallenge(challenge(targetInfo));
    const credential = { userName: 'Domain\\User', password: 'Password' };
    const chosen = { clientChallenge, nowMs: -11_644_473_600_000 };
    const answer = createAuthenticate(createNegotiate(), parsed!, credential, chosen);
    expect(answer.subarray(88, 112).toString('hex')).toBe('86c35097ac9cec102554764a57cccc19aaaaaaaaaaaaaaaa');
    expect(answer.subarray(112, 128).toString('hex')).toBe('68cd0ab851e51c96aabc927bebef6a1c');
    expect(answer.toString('utf16le')).toContain('DomainUser');
    expect(answer.readUInt16LE(44)).toBe(0);
    expect(answer.includes(Buffer.from('Password', 'utf16le'))).toBe(false);
  });
});
