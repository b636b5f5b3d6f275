import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { Person } from '../model/people.ts';
import type { Tenant, Tenants } from '../model/tenants.ts';
import type { Refusal } from './aadsts.ts';
import { SAMPLE_APP, type Registration } from './registration.ts';

export interface SignedIn {
  person: Person;
  tenantId: string;
  strong: boolean;
}

interface PendingCode extends SignedIn {
  scopes: string[];
  challenge: string;
  redirectUri: string;
  nonce: string | null;
  clientId: string;
  expiresMs: number;
  used: boolean;
}

export interface DeviceCode {
  /** Where it was asked for: that organization signs in, whatever the address of the page says. */
  tenant: Tenant | null;
  tenantSegment: string;
  deviceCode: string;
  userCode: string;
  clientId: string;
  scopes: string[];
  expiresMs: number;
  /** null until someone types the code. */
  verdict: SignedIn | 'declined' | null;
}

export interface RefreshGrant extends SignedIn {
  clientId: string;
  scopes: string[];
}

export interface ScriptedRefusal {
  at: 'authorize' | 'token' | 'devicecode' | 'adminconsent';
  refusal: Refusal;
  times: number;
}

export interface Directory {
  readonly tenants: Tenants;
  readonly apps: Registration[];
  /** By default, an app for itself only, without secret or permission. */
  register(app: Partial<Registration> & { clientId: string }): Registration;
  readonly passwords: Map<string, string>;
  readonly needsMfa: Set<string>;
  readonly troubles: Map<string, number>;
  /** Scopes that users can't consent to. "all": users can't consent to anything. */
  adminOnly: ReadonlySet<string> | 'all';
  readonly codes: Map<string, PendingCode>;
  readonly devices: DeviceCode[];
  readonly refreshTokens: Map<string, RefreshGrant>;
  /** "{client id} {person id}", or "{client id} {tenant id}" for everyone there. */
  readonly consents: Map<string, Set<string>>;
  readonly script: ScriptedRefusal[];
  readonly secrets: Set<string>;
  takeScripted(at: ScriptedRefusal['at']): Refusal | null;
  findApp(clientId: string | null): Registration | null;
  newCode(entry: Omit<PendingCode, 'expiresMs' | 'used'>): string;
  newDevice(asked: Pick<DeviceCode, 'clientId' | 'scopes' | 'tenant' | 'tenantSegment'>): DeviceCode;
  newRefreshToken(grant: RefreshGrant): string;
}

export const PASSWORD = 'correct horse';
const CODE_LIFE_MS = 10 * 60_000;
const DEVICE_LIFE_MS = 15 * 60_000;
const ADMIN_SCOPES = new Set(['User.Read.All', 'Directory.Read.All']);

export function createDirectory(clock: SampleClock, tenants: Tenants): Directory {
  const apps = [{ ...SAMPLE_APP }];
  const script: ScriptedRefusal[] = [];
  const codes = new Map<string, PendingCode>();
  const devices: DeviceCode[] = [];
  const refreshTokens = new Map<string, RefreshGrant>();
  const secrets = new Set<string>();
  const secret = (): string => {
    const made = randomBytes(24).toString('base64url');
    secrets.add(made);
    return made;
  };
  return {
    tenants,
    apps,
    script,
    secrets,
    codes,
    devices,
    refreshTokens,
    passwords: new Map(),
    needsMfa: new Set(),
    troubles: new Map(),
    adminOnly: ADMIN_SCOPES,
    consents: new Map(),
    register(more) {
      const app = {
        ...SAMPLE_APP,
        platform: null,
        allowsPublicClientFlows: false,
        requestedRoles: [],
        ...more,
      };
      apps.push(app);
      return app;
    },
    takeScripted(at) {
      const found = script.find((one) => one.at === at && one.times > 0);
      if (found === undefined) return null;
      found.times -= 1;
      return found.refusal;
    },
    findApp: (clientId) => apps.find((app) => app.clientId === clientId) ?? null,
    newCode(entry) {
      const code = `0.${secret()}`;
      codes.set(code, { ...entry, used: false, expiresMs: clock.now() + CODE_LIFE_MS });
      return code;
    },
    newDevice(asked) {
      const userCode = randomBytes(6).toString('hex').slice(0, 9).toUpperCase();
      const device: DeviceCode = {
        deviceCode: secret(),
        userCode,
        ...asked,
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
