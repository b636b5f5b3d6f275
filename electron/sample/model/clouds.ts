/** Microsoft's clouds. Tokens, tenants and people of one are unknown in the others. */
export type CloudName = 'global' | 'usGovL4' | 'usGovL5' | 'china';

/** Where each cloud signs in and where its Graph is; the two of the US government share their sign-in host. */
const HOSTS: Record<CloudName, { signIn: readonly string[]; graph: string }> = {
  global: { signIn: ['login.microsoftonline.com'], graph: 'graph.microsoft.com' },
  usGovL4: { signIn: ['login.microsoftonline.us'], graph: 'graph.microsoft.us' },
  usGovL5: { signIn: ['login.microsoftonline.us'], graph: 'dod-graph.microsoft.us' },
  // The second name is what client libraries make of the first.
  china: {
    signIn: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
    graph: 'microsoftgraph.chinacloudapi.cn',
  },
};

const CLOUDS = Object.entries(HOSTS) as [CloudName, (typeof HOSTS)[CloudName]][]; // keys of a literal

export const SIGN_IN_HOSTS: readonly string[] = [...new Set(CLOUDS.flatMap(([, { signIn }]) => signIn))];
export const GRAPH_HOSTS: readonly string[] = CLOUDS.map(([, { graph }]) => graph);

/** The clouds that sign in at this host; none for one that is not Microsoft's (loopback, say): no cloud is meant. */
export function cloudsAt(signInHost: string | null): readonly CloudName[] {
  return CLOUDS.filter(([, { signIn }]) => signInHost !== null && signIn.includes(signInHost)).map(
    ([name]) => name,
  );
}

export function toGraphHost(cloud: CloudName): string {
  return HOSTS[cloud].graph;
}

/**
 * Whom a request was meant for before it was led here: said as a proxy says it, in `X-Forwarded-Host`, because not every
 * client can send another `Host`.
 */
export const MEANT_FOR = 'x-forwarded-host';

/** null: one that is not Microsoft's, or none was said. */
export function knownHost(meantFor: string | null, known: readonly string[]): string | null {
  return meantFor !== null && known.includes(meantFor) ? meantFor : null;
}
