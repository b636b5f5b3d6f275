import { join } from 'node:path';
import type { Chromium } from '../chromium/chromium.ts';
import { borrowChromium } from '../chromium/borrowed-chromium.ts';
import { startChromium } from '../chromium/chromium.ts';
import { findChromium } from '../chromium/find-chromium.ts';
import { startPageProxy } from '../chromium/page-proxy.ts';
import type { PageProxy } from '../chromium/page-proxy.ts';
import { commandLine } from './command-line.ts';
import { folders } from './folders.ts';

/** Registered before the first window: `app` and `content`. */
export const schemes = new Set<string>();

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const isDriven = commandLine.hasSwitch('remote-debugging-port');

/** Under test or on request; otherwise windows open on the display. */
export const isHeadless =
  commandLine.hasSwitch('headless') ||
  process.env.STAND_IN_HEADLESS === '1' ||
  (isDriven && process.env.STAND_IN_HEADED !== '1');
// Inherited when the app starts itself again.
if (isHeadless) process.env.STAND_IN_HEADLESS = '1';

/** A warm Chromium that the test runner reuses; "": this app starts its own. */
const warmEndpoint = process.env.STAND_IN_WARM_CHROMIUM ?? '';

let startingProxy: Promise<PageProxy> | null = null;

export function pageProxy(): Promise<PageProxy> {
  startingProxy ??= startPageProxy();
  return startingProxy;
}

let starting: Promise<Chromium> | null = null;

/** Exits with a message if there is no browser. */
export function chromium(): Promise<Chromium> {
  starting ??= start();
  return starting;
}

export function startedChromium(): Promise<Chromium> | null {
  return starting;
}

async function start(): Promise<Chromium> {
  if (!isHeadless && !hasDisplay) stop('There is no display. To use a virtual one: xvfb-run -a npm start');
  const executable = findChromium();
  if (executable === null) {
    stop(
      'The stand-in for Electron needs Chromium, Chrome or Edge, and found none. Install one, or set STAND_IN_CHROMIUM.',
    );
  }
  try {
    const profile = join(folders.get('sessionData'), 'Chromium');
    const { address: proxy } = await pageProxy();
    const browser =
      isHeadless && warmEndpoint !== ''
        ? await borrowChromium(warmEndpoint, proxy)
        : await startChromium({ executable, profile, headless: isHeadless, port: isDriven, proxy });
    // Electron prints this line, and Playwright connects to it.
    if (isDriven) process.stderr.write(`DevTools listening on ${browser.endpoint}\n`);
    return browser;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
