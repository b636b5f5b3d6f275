import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SampleService } from '../../sample/sample-service.ts';
import { createRouting } from '../network/routing.ts';
import { noPolicy } from '../policy/policy.ts';
import { nothingBuiltIn } from '../policy/registration.ts';
import type { Clock, Http, Log, Ports } from '../ports.ts';
import { bundled } from './bundled.ts';

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
};

export function toPorts(
  service: Pick<SampleService, 'graphUrl' | 'accessToken' | 'reach'>,
  userData: string,
  clock: Clock,
  log: Log,
): Ports {
  const vault = { available: async () => false, seal: refuse, unseal: refuse };
  const routing = createRouting({
    resolveProxy: null,
    environment: {},
    systemHttp: null,
    vault,
    log,
    credentialFile: join(userData, 'credentials', 'proxy.sealed'),
  });
  return {
    http: leadTo(service, routing.http),
    routing,
    clock,
    vault,
    browser: { open: async () => {} },
    desktop: {
      openPath: async () => '',
      markAsForeign: async () => {},
      showInFolder: () => {},
      moveToTrash: (path) => rename(path, `${path}.trashed`),
      openFolder: async () => '',
      copyText: async () => {},
      copyFiles: async () => true,
      openWindow: () => {},
      showProgress: () => {},
      keepAwake: () => {},
    },
    picker: { chooseFolder: async () => null },
    folders: {
      userData,
      documents: join(userData, 'documents'),
      downloads: join(userData, 'downloads'),
      logFile: null,
    },
    log,
    about: { version: '0.0.0', platform: 'linux', host: 'stand-in', hostVersion: '0', greets: false },
    profiles: { base: userData, current: null, start: async () => {} },
    commandLine: { run: () => Promise.reject(new Error('core has no command line of its own')) },
    policy: noPolicy,
    builtIn: nothingBuiltIn,
    updater: {
      whyNot: () => Promise.resolve('notInstalled'),
      check: () => Promise.resolve(null),
      download: () => Promise.resolve(),
      install: () => Promise.resolve(),
    },
    licencesFile: new URL('../../../out/licences.json.br', import.meta.url),
    sampleDrive: async () => ({ graphUrl: service.graphUrl, token: async () => service.accessToken }),
    indexWorker: bundled('index-worker', new URL('../index/index-worker.ts', import.meta.url)),
    journalWorker: bundled(
      'journal-worker',
      new URL('../transfers/store/journal/journal-worker.ts', import.meta.url),
    ),
    indexesOwnDrives: false,
    painted: () => {},
  };
}

/** Core itself uses the real hosts. */
function leadTo(service: Pick<SampleService, 'reach'>, http: Http): Http {
  return {
    request(sent) {
      const place = service.reach(sent.url);
      if (place === null) return http.request(sent);
      return http.request({ ...sent, url: place.url, headers: { ...sent.headers, ...place.headers } });
    },
    close: () => http.close(),
  };
}

const refuse = async (): Promise<never> => {
  throw new Error('no vault in tests');
};
