import type { methods } from '../../contract/api.ts';
import { clearThumbnails } from '../app/clear-thumbnails.ts';
import { readLog } from '../app/diagnostics/read-log.ts';
import { saveReport } from '../app/diagnostics/save-report.ts';
import { readLicences } from '../app/licences.ts';
import { createProfile, listProfiles, openProfile } from '../app/profiles.ts';
import { resetApp } from '../app/reset-app.ts';
import { readStorageSummary } from '../app/storage-summary.ts';
import { toManagement } from '../policy/management.ts';
import type { Services } from '../services.ts';
import type { HandlersOfGroups } from '../session/server.ts';
import type { SessionContext } from '../session/session-context.ts';

type AppHandlers = HandlersOfGroups<
  typeof methods,
  SessionContext,
  'app' | 'updates' | 'profile' | 'profiles' | 'settings' | 'network' | 'program' | 'storage'
>;

const done = {};

export function createAppHandlers(services: Services): AppHandlers {
  const { ports, accounts, settings, notices, updates } = services;
  return {
    'app.start': () => ({
      ...ports.about,
      profile: ports.profiles.current,
      accounts: accounts.list(),
      settings: settings.get(),
      lastPlaces: services.placeMemory.get(),
    }),
    'app.painted': ({ itemCount }) => (ports.painted(itemCount), done),
    'app.networkBack': () => (services.networkBack(), done),
    'app.quota': ({ accountId, driveId }) => accounts.quota(accountId, driveId),
    'app.knownQuota': ({ accountId }) => accounts.knownQuota(accountId),
    'app.takeAddress': () => ({ text: services.addresses.take() }),
    'app.licences': () => readLicences(ports.licencesFile),
    'app.management': () => toManagement(ports.policy),

    'updates.state': () => updates.state(),
    'updates.check': () => updates.check(),
    'updates.download': () => updates.download(),
    'updates.install': () => updates.install(),
    'updates.postpone': () => updates.postpone(),

    'profile.notices': () => notices.list(),
    'profile.dismissNotice': async ({ code }) => (await notices.dismiss(code), done),

    'profiles.list': () => listProfiles({ ports }),
    'profiles.open': async ({ name }) => (await openProfile({ ports }, name), done),
    'profiles.create': async ({ name }) => (await createProfile({ ports }, name), done),

    'settings.get': () => settings.get(),
    'settings.change': (patch) => settings.change(withoutAbsent(patch)),

    'network.state': () => services.network.state(),
    'network.check': () => services.network.check(),
    'network.signIn': (credential) => services.network.signIn(credential),
    'network.forgetSignIn': async () => (await services.network.forgetSignIn(), done),

    'program.openWindow': (start) => {
      ports.desktop.openWindow(start);
      return done;
    },
    'program.log': (wanted) => readLog(services, wanted),
    'program.saveReport': async () => {
      const name = await saveReport(services);
      return name === null ? null : { name };
    },

    'storage.clearThumbnails': async () => (await clearThumbnails(services), done),
    'storage.summary': () => readStorageSummary(services),
    'storage.forgetEverything': ({ includeDocuments }) =>
      resetApp({ ...services, folders: ports.folders }, includeDocuments),
  };
}

function withoutAbsent<T extends object>(patch: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
