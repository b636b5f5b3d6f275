/** What the environment and the command line must not change in an app that people installed. */

/** They switch checks off, put code in, write keys down, or lead requests elsewhere. */
const dangerousVariables: readonly string[] = [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'NODE_PATH',
  'NODE_DEBUG',
  'NODE_DEBUG_NATIVE',
  'NODE_V8_COVERAGE',
  'NODE_REDIRECT_WARNINGS',
  'NODE_USE_ENV_PROXY',
  'NODE_USE_SYSTEM_CA',
  'OPENSSL_CONF',
  'OPENSSL_MODULES',
  'OPENSSL_ENGINES',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'SSLKEYLOGFILE',
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_RENDERER_URL',
  'ELECTRON_ENABLE_LOGGING',
  'SLIPWAY_DETOUR',
  'SLIPWAY_SAMPLE',
];

/** Chromium's and Node's own: they open the app to other programs, or take its protection away. */
const refusedSwitches: readonly string[] = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'js-flags',
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ignore-urlfetcher-cert-requests',
  'allow-insecure-localhost',
  'host-rules',
  'host-resolver-rules',
  'ssl-key-log-file',
  'log-net-log',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];

/** The variables of `env` to take away. Names are compared without case, as Windows does. */
export function toDangerousVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).filter((name) => dangerousVariables.includes(name.toUpperCase()));
}

/** The first switch that an installed app does not start with; null: none. */
export function findRefusedSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    // Behind it there are addresses and files only.
    if (argument === '--') return null;
    // Chromium takes switches with one dash, too, and on Windows with a slash.
    const name = /^(?:--?|\/)([a-z0-9-]+)(?:=.*)?$/is.exec(argument)?.[1]?.toLowerCase();
    if (name !== undefined && refusedSwitches.includes(name)) return name;
  }
  return null;
}
