/** An app registration, as the portal shows it. */
export interface Registration {
  clientId: string;
  name: string;
  /**
   * What the redirect URI http://localhost (any port) is registered for. "web": codes are redeemed with a secret only.
   * null: no redirect URI, as of apps that act as themselves.
   */
  platform: 'desktop' | 'web' | null;
  /** Also registered: the address that people copy back by hand, where a code needs no PKCE. As in life, off by default. */
  takesNativeClient: boolean;
  /** "Allow public client flows": device code and passwords. */
  allowsPublicClientFlows: boolean;
  /** Whose accounts it takes. A tenant's id: of that one only. */
  audience: 'everyone' | 'organizations' | 'consumers' | (string & {});
  /** Switched off by an administrator. */
  disabled: boolean;
  /** Values, not ids. */
  secrets: string[];
  expiredSecrets: string[];
  /** PEM certificates or public keys. */
  certificates: string[];
  /** Application permissions that an administrator has approved: ["Files.ReadWrite.All"]. */
  roles: string[];
  /** Those that are listed in the registration; approved by admin consent. */
  requestedRoles: string[];
}

export const SAMPLE_APP: Registration = {
  clientId: '5a3b1e00-0c1d-4e2f-9a8b-7c6d5e4f3a21',
  name: 'Slipway',
  platform: 'desktop',
  takesNativeClient: false,
  allowsPublicClientFlows: true,
  audience: 'everyone',
  disabled: false,
  secrets: [],
  expiredSecrets: [],
  certificates: [],
  roles: [],
  requestedRoles: ['Files.ReadWrite.All'],
};

/** Why an app can't be used where it is asked for: an AADSTS number; null when it can. */
export function judgeAudience(
  app: Registration,
  tenantSegment: string,
  tenantId: string | null,
): number | null {
  if (app.disabled) return 7000112;
  const { audience } = app;
  if (audience === 'everyone') return null;
  if (audience === 'organizations') return tenantSegment === 'consumers' ? 9002332 : null;
  if (audience === 'consumers') return ['consumers', 'common'].includes(tenantSegment) ? null : 9002331;
  if (tenantId === null) return 50194;
  return tenantId === audience ? null : 700016;
}
