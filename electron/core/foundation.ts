import { createAccounts, type Accounts } from './accounts/accounts.ts';
import { createCredentialStore, type CredentialStore } from './accounts/credential-store.ts';
import { createBandwidth, type Bandwidth } from './bandwidth/bandwidth.ts';
import type { CoreEvents } from './events.ts';
import { createIndex, type Index } from './index/index-client.ts';
import { createActivityLog, type ActivityLog } from './activity/activity-log.ts';
import { sweepTemporaries, whenWritten } from './lib/atomic-file.ts';
import { profilePaths } from './lib/profile-paths.ts';
import { createPlaceMemory, type PlaceMemory } from './places/last-places.ts';
import { recordCalls, type CallRecord } from './network/call-record.ts';
import { createNetwork, type Network } from './network/network.ts';
import { findClouds, findUploadRoots } from './accounts/upload-root.ts';
import type { Ports } from './ports.ts';
import { lockProfile, type ProfileLock } from './profile/profile-lock.ts';
import { restrictProfile } from './profile/file-modes.ts';
import { createProfileNotices, type ProfileNotices } from './profile/profile-notices.ts';
import type { RunningCalls } from './session/running-calls.ts';
import { createSettings, type SettingsService } from './settings/settings.ts';
import { createSharedMemory, type SharedMemory } from './sharing/shared-list/shared-memory.ts';
import { createSessionKeys, type SessionKeys } from './transfers/store/journal/session-keys.ts';

export interface Foundation {
  ports: Ports;
  lock: ProfileLock;
  network: Network;
  calls: CallRecord;
  notices: ProfileNotices;
  index: Index;
  settings: SettingsService;
  placeMemory: PlaceMemory;
  bandwidth: Bandwidth;
  credentials: CredentialStore;
  accounts: Accounts;
  activity: ActivityLog;
  keys: SessionKeys;
  sharedMemory: SharedMemory;
}

export async function createFoundation(
  ports: Ports,
  events: CoreEvents,
  stack: AsyncDisposableStack,
  running: RunningCalls,
): Promise<Foundation> {
  const { clock, log, vault } = ports;
  const { userData } = ports.folders;
  await restrictProfile(userData, log);
  const lock = lockProfile(userData, log);
  stack.defer(() => lock.release());
  await sweepTemporaries(userData);
  stack.defer(() => whenWritten(userData));
  // By then everything they wait for is closed: they end, and pending writes finish.
  stack.defer(() => running.settled());
  const notices = await createProfileNotices(userData, () => events.emit('noticesChanged'), log);
  const index = createIndex(ports.indexWorker, log);
  stack.defer(() => index.close());
  index.onMemory((isInMemory, disk) => notices.set('indexInMemory', isInMemory, { disk }));
  const activity = createActivityLog(userData, log);
  const settings = await createSettings({
    folder: userData,
    log,
    changed: (changed) => events.emit('settingsChanged', changed),
  });
  const placeMemory = await createPlaceMemory(userData, log, (recent) =>
    events.emit('recentChanged', recent),
  );
  const calls = recordCalls(ports.http, clock);
  const bandwidth = createBandwidth(calls.http, clock, settings.get());
  stack.defer(() => bandwidth.close());
  const credentials = createCredentialStore(profilePaths(userData).credentials, vault, log);
  const accounts = await createAccounts({
    ports: {
      ...ports,
      http: bandwidth.http,
      get policy() {
        return ports.policy;
      },
    },
    notices,
    index,
    credentials,
    changed(list) {
      // Erasing everything also removed the lock file.
      if (list.length > 0) lock.renew();
      events.emit('accountsChanged', list);
    },
    waiting: (accountId, untilMs) => events.emit('accountWaiting', accountId, untilMs),
    signedInAgain: (accountId) => events.emit('signedInAgain', accountId),
  });
  stack.defer(() => accounts.close());
  const network = createNetwork({
    routing: ports.routing,
    clock,
    clouds: () => findClouds(accounts),
    uploadRoots: () => findUploadRoots(accounts),
    changed: () => events.emit('networkChanged'),
    mayWork: () => events.emit('networkMayWork'),
  });
  network.applySettings(settings.get().network);
  const keys = createSessionKeys(profilePaths(userData).keys, vault, log);
  const sharedMemory = await createSharedMemory(userData, keys, log);
  const kept = { settings, placeMemory, credentials, activity, keys, sharedMemory };
  return { ports, network, calls, lock, notices, index, bandwidth, accounts, ...kept };
}
