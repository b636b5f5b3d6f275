/** Variables that disable checks, inject code, log keys, or redirect requests of an installed app. */
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

/** Switches of Chromium and Node that expose the app to other programs or weaken its protection. */
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

/** Names are case-insensitive, as on Windows. */
export function toDangerousVariables(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).filter((name) => dangerousVariables.includes(name.toUpperCase()));
}

/** A switch that an installed app refuses to start with. */
export function findRefusedSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    // Everything after "--" is an address or a file.
    if (argument === '--') return null;
    // Chromium also accepts a single dash, and a slash on Windows.
    const name = /^(?:--?|\/)([a-z0-9-]+)(?:=.*)?$/is.exec(argument)?.[1]?.toLowerCase();
    if (name !== undefined && refusedSwitches.includes(name)) return name;
  }
  return null;
}
