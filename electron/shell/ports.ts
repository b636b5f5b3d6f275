import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, clipboard, shell } from 'electron';
import type { Policy } from '../core/policy/policy.ts';
import type {
  Clock,
  CommandLine,
  Desktop,
  Log,
  Ports,
  Profiles,
  Routing,
  Updater,
  Vault,
} from '../core/ports.ts';
import { copyFiles } from './copy-files.ts';
import { createBrowser } from './browser.ts';
import { builtIn } from './built-in.ts';
import { withDetour, type Detour } from './detour.ts';
import { markAsForeign } from './foreign-mark.ts';
import { describeHost } from './host.ts';
import type { LanguageChoice } from './language.ts';
import { windowRequests } from './window-requests.ts';
import { picker } from './picker.ts';
import type { SampleDrive } from './sample-drive.ts';
import { createTaskbarProgress } from './taskbar-progress.ts';

const clock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
};

const desktop: Desktop = {
  ...createTaskbarProgress(),
  openWindow: (start) => windowRequests.emit('requested', start),
  openPath: (path) => shell.openPath(path),
  markAsForeign: (path) => markAsForeign(path, describeHost(app.getVersion()).platform),
  showInFolder: (path) => shell.showItemInFolder(path),
  moveToTrash: (path) => shell.trashItem(path),
  openFolder: (path) => shell.openPath(path),
  copyText: (text) => clipboard.writeText(text),
  copyFiles,
};

export interface ShellParts {
  log: Log;
  logFile: string;
  vault: Vault;
  routing: Routing;
  sample: SampleDrive;
  findPolicy: () => Policy;
  findDetour: () => Detour | null;
  updater: Updater;
  greets: boolean;
  painted: (itemCount: number) => void;
}

export function createPorts(parts: ShellParts, language: LanguageChoice, profiles: Profiles): Ports {
  const { log, logFile, vault, routing, sample, findPolicy, findDetour, updater, greets, painted } = parts;
  const userData = app.getPath('userData');
  return {
    http: withDetour(routing.http, findDetour),
    routing,
    clock,
    vault,
    desktop,
    browser: createBrowser(findDetour),
    picker,
    folders: {
      userData,
      documents: join(userData, 'documents'),
      downloads: app.getPath('downloads'),
      logFile,
    },
    log,
    about: { ...describeHost(app.getVersion()), greets },
    profiles,
    commandLine: createCommandLine(userData, language),
    get policy() {
      return findPolicy();
    },
    builtIn,
    updater,
    licencesFile: new URL('../licences.json.br', import.meta.url),
    sampleDrive: () => sample.access(),
    indexWorker: new URL('./index-worker.js', import.meta.url),
    journalWorker: new URL('./journal-worker.js', import.meta.url),
    indexesOwnDrives: process.env['SLIPWAY_INDEXING'] !== 'off',
    painted,
  };
}

const createCommandLine = (profile: string, language: LanguageChoice): CommandLine => ({
  async run(command, caller) {
    const { runForCaller } = await import('../cli/run-for-caller.ts');
    return runForCaller(command, caller, {
      version: app.getVersion(),
      profile,
      languageOf: (environment) => language.prepareFor(environment),
      english: () => language.prepareEnglish(),
    });
  },
});
