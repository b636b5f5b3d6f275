export type CloudName = 'global' | 'usGovL4' | 'usGovL5' | 'china';

/** The two US government clouds share their sign-in host. */
const HOSTS: Record<CloudName, { signIn: readonly string[]; graph: string }> = {
  global: { signIn: ['login.microsoftonline.com'], graph: 'graph.microsoft.com' },
  usGovL4: { signIn: ['login.microsoftonline.us'], graph: 'graph.microsoft.us' },
  usGovL5: { signIn: ['login.microsoftonline.us'], graph: 'dod-graph.microsoft.us' },
  // Client libraries replace the first name with the second.
  china: {
    signIn: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
    graph: 'microsoftgraph.chinacloudapi.cn',
  },
};

const CLOUDS = Object.entries(HOSTS) as [CloudName, (typeof HOSTS)[CloudName]][]; // keys of a literal

export const SIGN_IN_HOSTS: readonly string[] = [...new Set(CLOUDS.flatMap(([, { signIn }]) => signIn))];
export const GRAPH_HOSTS: readonly string[] = CLOUDS.map(([, { graph }]) => graph);

/** Clouds that sign in at this host; empty for a host that isn't Microsoft's, such as loopback. */
export function cloudsAt(signInHost: string | null): readonly CloudName[] {
  return CLOUDS.filter(([, { signIn }]) => signInHost !== null && signIn.includes(signInHost)).map(
    ([name]) => name,
  );
}

export function toGraphHost(cloud: CloudName): string {
  return HOSTS[cloud].graph;
}

/** Named as by a proxy, because not every client can change `Host`. */
export const MEANT_FOR = 'x-forwarded-host';

/** null if it isn't Microsoft's or is missing. */
export function knownHost(meantFor: string | null, known: readonly string[]): string | null {
  return meantFor !== null && known.includes(meantFor) ? meantFor : null;
}
