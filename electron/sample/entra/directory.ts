import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import { EVERYONE, type Person } from '../model/people.ts';
import type { Refusal } from './aadsts.ts';

/** The tenant of contoso.example; personal accounts live in Microsoft's own one. */
export const TENANT_ID = 'c0a1b2c3-1111-4222-8333-444455556666';
export const CONSUMERS_ID = '9188040d-6c67-4c5b-b112-36a304b66dad';

export interface Registration {
  clientId: string;
  name: string;
  /** Redirect URI http://localhost (any port), PKCE, device code and passwords. */
  publicClient: boolean;
  secrets: string[];
  /** PEM certificates or public keys. */
  certificates: string[];
  /** Application permissions that an administrator has approved: ["Files.ReadWrite.All"]. */
  roles: string[];
}

export const SAMPLE_APP: Registration = {
  clientId: '5a3b1e00-0c1d-4e2f-9a8b-7c6d5e4f3a21',
  name: 'Slipway',
  publicClient: true,
  secrets: [],
  certificates: [],
  roles: [],
};

interface PendingCode {
  person: Person;
  scopes: string[];
  challenge: string;
  redirectUri: string;
  nonce: string | null;
  clientId: string;
  expiresMs: number;
  used: boolean;
}

export interface DeviceCode {
  deviceCode: string;
  userCode: string;
  clientId: string;
  scopes: string[];
  expiresMs: number;
  /** null while nobody has typed the code. */
  verdict: Person | 'declined' | null;
}

export interface RefreshGrant {
  person: Person;
  clientId: string;
  /** Consented so far. */
  scopes: string[];
}

export interface ScriptedRefusal {
  at: 'authorize' | 'token' | 'devicecode';
  refusal: Refusal;
  times: number;
}

/** What the sign-in service knows: apps, people, and what is under way. */
export interface Directory {
  readonly apps: Registration[];
  /** By address; everybody's is "correct horse" until changed. */
  readonly passwords: Map<string, string>;
  /** Addresses that must use a second factor: they can't sign in with a password alone. */
  readonly needsMfa: Set<string>;
  readonly codes: Map<string, PendingCode>;
  readonly devices: DeviceCode[];
  readonly refreshTokens: Map<string, RefreshGrant>;
  /** "{client id} {person id}" to the scopes this person has agreed to. */
  readonly consents: Map<string, Set<string>>;
  readonly script: ScriptedRefusal[];
  /** The scripted refusal of this step, if there is one left. */
  takeScripted(at: ScriptedRefusal['at']): Refusal | null;
  findApp(clientId: string | null): Registration | null;
  /** null for a tenant there is none of. */
  tenantIdOf(segment: string): string | null;
  newCode(entry: Omit<PendingCode, 'expiresMs' | 'used'>): string;
  newDevice(clientId: string, scopes: string[]): DeviceCode;
  newRefreshToken(grant: RefreshGrant): string;
}

const secret = (): string => randomBytes(24).toString('base64url');

const CODE_LIFE_MS = 10 * 60_000;
const DEVICE_LIFE_MS = 15 * 60_000;

export function createDirectory(clock: SampleClock): Directory {
  const apps = [{ ...SAMPLE_APP }];
  const script: ScriptedRefusal[] = [];
  const codes = new Map<string, PendingCode>();
  const devices: DeviceCode[] = [];
  const refreshTokens = new Map<string, RefreshGrant>();
  return {
    apps,
    script,
    codes,
    devices,
    refreshTokens,
    passwords: new Map(EVERYONE.map((person) => [person.email, 'correct horse'])),
    needsMfa: new Set(),
    consents: new Map(),
    takeScripted(at) {
      const found = script.find((one) => one.at === at && one.times > 0);
      if (found === undefined) return null;
      found.times -= 1;
      return found.refusal;
    },
    findApp: (clientId) => apps.find((app) => app.clientId === clientId) ?? null,
    tenantIdOf(segment) {
      const wanted = segment.toLowerCase();
      if (wanted === 'consumers' || wanted === CONSUMERS_ID) return CONSUMERS_ID;
      return ['common', 'organizations', 'contoso.example', TENANT_ID].includes(wanted) ? TENANT_ID : null;
    },
    newCode(entry) {
      const code = `0.${secret()}`;
      codes.set(code, { ...entry, used: false, expiresMs: clock.now() + CODE_LIFE_MS });
      return code;
    },
    newDevice(clientId, scopes) {
      const userCode = randomBytes(6).toString('hex').slice(0, 9).toUpperCase();
      const device: DeviceCode = {
        deviceCode: secret(),
        userCode,
        clientId,
        scopes,
        expiresMs: clock.now() + DEVICE_LIFE_MS,
        verdict: null,
      };
      devices.push(device);
      return device;
    },
    newRefreshToken(grant) {
      const token = `1.${secret()}`;
      refreshTokens.set(token, grant);
      return token;
    },
  };
}
