import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCdp } from './cdp.ts';
import type { Cdp } from './cdp.ts';
import { createPipeTransport } from './transports.ts';

export interface ChromiumOptions {
  executable: string;
  profile: string;
  headless: boolean;
  port: boolean;
  /** The proxy for pages, "127.0.0.1:PORT"; null for none. */
  proxy?: string | null;
  environment?: Record<string, string>;
}

export interface Chromium {
  cdp: Cdp;
  version: string;
  /** The browser context of the windows; null for the default one. */
  contextId: string | null;
  endpoint: string | null;
  /** In the running browser, without tabs or address bar. */
  openAppWindow(url: string): void;
  close(): Promise<void>;
}

const quiet = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-component-extensions-with-background-pages',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-search-engine-choice-screen',
  '--disable-dev-shm-usage',
  '--metrics-recording-only',
  '--password-store=basic',
  '--use-mock-keychain',
  // Pages of the app have this port (wire/schemes.ts); without the switch, Chromium refuses to ask even the proxy.
  '--explicitly-allowed-ports=1',
  // Chromium can't set this for one page, so it is always on; a spec checks that the app asks for it.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** By default, Chromium bypasses the proxy for loopback addresses. */
export const withoutBypass = '<-loopback>';

const withoutFeatures = [
  'Translate',
  // Two pages of the address bar in each window, as expensive as the app's own.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'OptimizationHints',
  'MediaRouter',
  'DialMediaRouteProvider',
  'AutofillServerCommunication',
  // Otherwise Chromium asks the user before a page reaches 127.0.0.1; in Electron the app decides.
  'LocalNetworkAccessChecks',
  'LocalNetworkAccessChecksWebSockets',
];

// Covered and background windows keep working, as in Electron under test.
const steady = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-back-forward-cache',
];

function toSwitches(options: ChromiumOptions): string[] {
  const isRoot = process.getuid?.() === 0;
  return [
    ...quiet,
    ...steady,
    `--disable-features=${withoutFeatures.join(',')}`,
    `--user-data-dir=${options.profile}`,
    ...(options.proxy == null
      ? []
      : [`--proxy-server=${options.proxy}`, `--proxy-bypass-list=${withoutBypass}`]),
    ...(options.headless ? ['--headless=new', '--hide-scrollbars=false'] : []),
    // Chromium refuses to sandbox as root; --test-type hides the warning about that.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  mkdirSync(options.profile, { recursive: true });
  const switches = toSwitches(options);
  const child = spawn(
    options.executable,
    [
      ...switches,
      '--no-startup-window',
      // If this process is killed, the pipe breaks and Chromium ends, too.
      '--remote-debugging-pipe',
      ...(options.port ? ['--remote-debugging-port=0'] : []),
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.environment },
      // A process group identifies Chromium's helper processes. On Windows, it would open a console.
      detached: process.platform !== 'win32',
    },
  );
  const failure = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new Error(`Chromium did not start: ${error.message}`)));
    child.once('exit', (code) => reject(new Error(`Chromium ended with code ${code} before it was ready`)));
  });
  failure.catch(() => {});
  const listening = readEndpoint(child);

  const cdp = createCdp(createPipeTransport(child.stdio[3] as Writable, child.stdio[4] as Readable));
  const { product } = await Promise.race([cdp.send('Browser.getVersion'), failure]);
  return {
    cdp,
    version: toVersion(product),
    contextId: null,
    endpoint: options.port ? await Promise.race([listening, failure]) : null,
    openAppWindow: (url) =>
      spawn(options.executable, [...switches, `--app=${url}`], { stdio: 'ignore', detached: true }).unref(),
    close: () => end(child, cdp),
  };
}

export const toVersion = (product: string): string => product.replace(/^[^/]*\//, '');

function readEndpoint(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (process.env.STAND_IN_DEBUG === '1') process.stderr.write(`[chromium] ${line}\n`);
      const endpoint = /^DevTools listening on (ws:.*)$/.exec(line)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
  });
}

/** Kills it after three seconds. */
async function end(child: ChildProcess, cdp: Cdp): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  cdp.send('Browser.close').catch(() => {});
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
  if (child.pid !== undefined && process.platform !== 'win32') await endGroup(child.pid);
}

/** Helper processes may outlive Chromium and write to its profile: waits for them, then kills them. */
async function endGroup(leader: number): Promise<void> {
  for (let waited = 0; waited < 30; waited += 1) {
    if (!isGroupAlive(leader)) return;
    await sleep(100);
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Already ended.
  }
}

/** Except on Linux, an ended process counts until its parent has waited for it. */
function isGroupAlive(leader: number): boolean {
  try {
    process.kill(-leader, 0);
  } catch {
    return false;
  }
  return process.platform !== 'linux' || runningInGroup(leader);
}

function runningInGroup(leader: number): boolean {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      // "PID (NAME) STATE PARENT GROUP …"; the name may contain any character.
      const [state, , group] =
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return Number(group) === leader && state !== 'Z';
    } catch {
      return false;
    }
  });
}
