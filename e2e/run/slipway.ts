import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import logger from 'electron-log/node';
import { runCli } from '../../electron/cli/run-cli.ts';
import { runForCaller, type HostProgram } from '../../electron/cli/run-for-caller.ts';
import type { Runtime } from '../../electron/cli/runtime.ts';
import { chooseLanguage, english, readLanguageVariables } from '../../electron/contract/strings/languages.ts';
import {
  prepareLanguage,
  setLanguage,
  type PreparedLanguage,
} from '../../electron/contract/strings/translate.ts';
import { createRouting } from '../../electron/core/network/routing.ts';
import { profilePaths } from '../../electron/core/lib/profile-paths.ts';
import { noPolicy } from '../../electron/core/policy/policy.ts';
import { nothingBuiltIn } from '../../electron/core/policy/registration.ts';
import type { Ports, Vault } from '../../electron/core/ports.ts';
import { parseDetour, withDetour } from '../../electron/shell/detour.ts';
import { parseSampleAddress } from '../../electron/shell/launch.ts';
import { createLog } from '../../electron/shell/log.ts';
import { createSampleDrive } from '../../electron/shell/sample-drive.ts';
import { homeFolder, xdgFolder } from '../stand-in/user-folders.ts';
import { packLanguage } from './message-files.ts';
import manifest from '../../package.json' with { type: 'json' };

// By default it looks for a package.json near the working folder.
logger.transports.file.setAppName(manifest.productName);

const noKeyring: Vault = {
  available: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('there is no keyring without Electron')),
  unseal: () => Promise.reject(new Error('there is no keyring without Electron')),
};

function toUserData(): string {
  if (process.platform === 'darwin') return join(homeFolder(), 'Library/Application Support/Slipway');
  if (process.platform === 'win32') return join(process.env.APPDATA || homeFolder(), 'Slipway');
  return join(xdgFolder('XDG_CONFIG_HOME', '.config'), 'Slipway');
}

const callersProgram: Omit<HostProgram, 'profile'> = {
  version: manifest.version,
  languageOf: (environment) => toPrepared(readLanguageVariables(environment) ?? []),
  english: () => toPrepared([]),
};

function toPrepared(preferred: readonly string[]): PreparedLanguage {
  const asked = chooseLanguage('system', preferred);
  return prepareLanguage({ ...asked, messages: asked.language === 'en' ? {} : packLanguage(asked.language) });
}

async function openPorts(profile: string): Promise<{ ports: Ports; close(): Promise<void> }> {
  const { log, file: logFile } = createLog(join(profile, 'logs'), true);
  const sample = createSampleDrive(() => parseSampleAddress(process.env.SLIPWAY_SAMPLE, false));
  const routing = createRouting({
    resolveProxy: null,
    environment: process.env,
    systemHttp: null,
    vault: noKeyring,
    log,
    credentialFile: join(profilePaths(profile).credentials, 'proxy.sealed'),
  });
  const inCore = (path: string): URL => new URL(`../../electron/core/${path}`, import.meta.url);
  const ports: Ports = {
    http: withDetour(routing.http, () => parseDetour(process.env.SLIPWAY_DETOUR, false)),
    routing,
    clock: {
      now: () => Date.now(),
      sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    },
    vault: noKeyring,
    browser: { open: () => Promise.reject(new Error('no browser')) },
    desktop: {
      openPath: () => Promise.resolve('no desktop'),
      markAsForeign: () => Promise.resolve(),
      showInFolder: () => {},
      openFolder: () => Promise.resolve('no desktop'),
      copyText: async () => {},
      copyFiles: async () => false,
      openWindow: () => {},
      showProgress: () => {},
      keepAwake: () => {},
      moveToTrash: () => Promise.reject(new Error('no desktop')),
    },
    picker: { chooseFolder: () => Promise.resolve(null) },
    folders: {
      userData: profile,
      documents: join(profile, 'documents'),
      downloads: join(homeFolder(), 'Downloads'),
      logFile,
    },
    log,
    about: {
      version: manifest.version,
      platform: 'linux',
      host: 'stand-in',
      hostVersion: process.version,
      greets: false,
    },
    profiles: { base: profile, current: null, start: () => Promise.reject(new Error('no windows here')) },
    commandLine: { run: (command, caller) => runForCaller(command, caller, { ...callersProgram, profile }) },
    policy: noPolicy,
    builtIn: nothingBuiltIn,
    updater: {
      whyNot: () => Promise.resolve('notInstalled'),
      check: () => Promise.resolve(null),
      download: () => Promise.resolve(),
      install: () => Promise.resolve(),
    },
    licencesFile: new URL('../../out/licences.json.br', import.meta.url),
    sampleDrive: () => sample.access(),
    indexWorker: inCore('index/index-worker.ts'),
    journalWorker: inCore('transfers/store/journal/journal-worker.ts'),
    // A command does only its own work.
    indexesOwnDrives: false,
    painted: () => {},
  };
  return { ports, close: () => sample.close() };
}

const runtime: Runtime = {
  arguments: process.argv.slice(2),
  environment: process.env,
  folder: process.env.INIT_CWD ?? process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  version: manifest.version,
  userData: toUserData(),
  programName: 'slipway',
  speakEnglish: () => setLanguage({ ...english, messages: {} }),
  openPorts,
  onInterrupt(listener) {
    let times = 0;
    const onSignal = (): void => {
      times += 1;
      // Pressing Ctrl+C twice quits at once.
      if (times > 1) process.exit(130);
      listener();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, onSignal);
    };
  },
};

const spoken = chooseLanguage('system', readLanguageVariables(process.env) ?? []);
if (spoken.language !== 'en') setLanguage({ ...spoken, messages: packLanguage(spoken.language) });

// The reader of a pipe may close it at any time.
process.stdout.on('error', () => {});
process.exitCode = await runCli(runtime);
