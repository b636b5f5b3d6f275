import { describe, expect, test } from 'vitest';
import { parseClaimsChallenge } from './claims-challenge.ts';

const claims = '{"access_token":{"nbf":{"essential":true,"value":"1795000000"}}}';
const encoded = Buffer.from(claims).toString('base64');

describe('a claims challenge', () => {
  test.each([
    `Bearer realm="", authorization_uri="https://login.example/authorize", error="insufficient_claims", claims="${encoded}"`,
    `Bearer claims="${encoded}", error="insufficient_claims"`,
    `Bearer realm="", error="invalid_token", Bearer error="insufficient_claims", claims="${encoded}"`,
    `PoP nonce="a", bearer error="insufficient_claims", claims="${Buffer.from(claims).toString('base64url')}"`,
  ])('is read from %s', (header) => {
    expect(parseClaimsChallenge(header)).toBe(claims);
  });

  test.each([
    undefined,
    '',
    'Bearer realm=""',
    `Bearer error="invalid_token", claims="${encoded}"`,
    'Bearer error="insufficient_claims"',
    'Bearer error="insufficient_claims", claims="bm8ganNvbg=="',
    `Bearer error="invalid_token", claims="${encoded}", Bearer error="insufficient_claims"`,
  ])('is not read from %s', (header) => {
    expect(parseClaimsChallenge(header)).toBeNull();
  });
});
