export interface Registration {
  clientId: string;
  name: string;
  /**
   * The platform of the redirect URI http://localhost (any port). "web": codes need a secret. null: no
   * redirect URI.
   */
  platform: 'desktop' | 'web' | null;
  /**
   * Also registers the page whose address users copy by hand, where a code needs no PKCE. Off by default, as
   * in Entra.
   */
  takesNativeClient: boolean;
  allowsPublicClientFlows: boolean;
  /** A tenant id means that tenant only. */
  audience: 'everyone' | 'organizations' | 'consumers' | (string & {});
  disabled: boolean;
  secrets: string[];
  expiredSecrets: string[];
  certificates: string[];
  /** Application permissions with admin consent: ["Files.ReadWrite.All"]. */
  roles: string[];
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

/** The AADSTS number that refuses the app here, or null. */
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
