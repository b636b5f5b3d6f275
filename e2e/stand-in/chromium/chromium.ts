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
  /** Offer DevTools on a port, too. */
  port: boolean;
  /** What pages connect through, "127.0.0.1:PORT"; null: nothing. */
  proxy?: string | null;
  /** Variables beside those of this process. */
  environment?: Record<string, string>;
}

export interface Chromium {
  cdp: Cdp;
  /** "156.0.8078.79" */
  version: string;
  /** The browser context that the windows belong to; null: Chromium's default one. */
  contextId: string | null;
  /** Where DevTools listens, ws://…; null without `port`. */
  endpoint: string | null;
  /** Opens a window without tabs or address bar, in the browser that already runs. */
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
  // It can't be set for one page of a running Chromium, so it is always on; that the app asks for it a spec looks up.
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
];

/** Chromium passes loopback addresses by, unless it is told not to. */
export const withoutBypass = '<-loopback>';

const withoutFeatures = [
  'Translate',
  // Two pages of the address bar's own in each window, which cost as much as the app's.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  'OptimizationHints',
  'MediaRouter',
  'DialMediaRouteProvider',
  'AutofillServerCommunication',
  // Asks the person before a page reaches 127.0.0.1. What a page reaches is the app's matter here, as in Electron.
  'LocalNetworkAccessChecks',
  'LocalNetworkAccessChecksWebSockets',
];

// A window that is covered or in the background continues working, as in Electron under test.
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
    // Chromium refuses to sandbox as root; --test-type takes the banner about that away.
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}

/** Starts Chromium without a window. Rejects with a sentence when it does not come up. */
export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  mkdirSync(options.profile, { recursive: true });
  const switches = toSwitches(options);
  const child = spawn(
    options.executable,
    [
      ...switches,
      '--no-startup-window',
      // When this process is killed the pipe breaks and Chromium goes, too.
      '--remote-debugging-pipe',
      ...(options.port ? ['--remote-debugging-port=0'] : []),
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...options.environment },
      // A group of its own: its helper processes are known by it. On Windows it would get a console.
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

/** "Chrome/156.0.8078.79" -> "156.0.8078.79" */
export const toVersion = (product: string): string => product.replace(/^[^/]*\//, '');

/** The endpoint that Chromium prints; everything else it prints is kept from our stderr. */
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

/** Asks it to go, and makes it go when it has not after three seconds. */
async function end(child: ChildProcess, cdp: Cdp): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  cdp.send('Browser.close').catch(() => {});
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(timer);
  if (child.pid !== undefined && process.platform !== 'win32') await endGroup(child.pid);
}

/** Chromium's helpers may outlive it for a moment and write into its profile: waits for them, then makes them go. */
async function endGroup(leader: number): Promise<void> {
  for (let waited = 0; waited < 30; waited += 1) {
    if (!isGroupAlive(leader)) return;
    await sleep(100);
  }
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // They went by themselves.
  }
}

/** Elsewhere than on Linux, processes that ended count until their parent has seen it. */
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
      // "PID (NAME) STATE PARENT GROUP …"; the name may hold anything.
      const [state, , group] =
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return Number(group) === leader && state !== 'Z';
    } catch {
      return false;
    }
  });
}
