import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { homeFolder, xdgFolder } from '../user-folders.ts';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const macApps = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** STAND_IN_CHROMIUM, else an installed Chromium, Chrome or Edge, else Playwright's download, else null. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const chosen = env.STAND_IN_CHROMIUM;
  if (chosen !== undefined && chosen !== '') return existsSync(chosen) ? chosen : null;
  const inPath = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const candidates = [...inPath, ...names.map((name) => join('/usr/bin', name)), ...macApps];
  return candidates.find((path) => existsSync(path)) ?? findPlaywrightChromium(env);
}

function findPlaywrightChromium(env: NodeJS.ProcessEnv): string | null {
  const cache =
    env.PLAYWRIGHT_BROWSERS_PATH ||
    (process.platform === 'darwin'
      ? join(homeFolder(), 'Library/Caches/ms-playwright')
      : join(xdgFolder('XDG_CACHE_HOME', '.cache', env), 'ms-playwright'));
  if (!existsSync(cache)) return null;
  const builds = readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  const inBuild = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  ];
  return (
    builds
      .flatMap((build) => inBuild.map((path) => join(cache, build, path)))
      .find((path) => existsSync(path)) ?? null
  );
}
