import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { DriveType, Quirks } from '../options.ts';
import type { Notices } from '../content-host/notices.ts';
import { createDrive, type Drive } from './drive.ts';
import { grantedAccess, type Access } from './grants.ts';
import { toDriveKey } from './ids.ts';
import type { DriveNode } from './node.ts';
import { ALEX, DANA, EVERYONE, KIM, type Person } from './people.ts';
import { createBudget, type Budget } from './budget.ts';
import { createCopyJobs, type CopyJobs } from './copy-jobs.ts';
import { createUploadStore, type UploadStore } from './upload-store.ts';

/** Who is asking. App-only callers have no person: there is no "me" for them. */
export interface Viewer {
  person: Person | null;
  /** An app whose application permissions nobody has approved: it has a token, and may do nothing. */
  powerless?: boolean;
}

/** A line of somebody's "Shared with me". It stays listed after the owner took the share back. */
export interface SharedEntry {
  drive: Drive;
  node: DriveNode;
  withPerson: Person;
  sharedBy: Person;
  sharedMs: number;
}

export interface World {
  readonly clock: SampleClock;
  readonly quirks: Quirks;
  readonly driveType: DriveType;
  /** The sample user's own drive. */
  readonly mine: Drive;
  readonly drives: Drive[];
  readonly shared: SharedEntry[];
  readonly uploads: UploadStore;
  readonly copyJobs: CopyJobs;
  /** Change notices. Set once the service is being put together. */
  notices: Notices;
  /** null: nothing is counted. */
  readonly budget: Budget | null;
  /** Delta tokens carry a generation; those of an earlier one have expired. */
  readonly delta: { generation: number; expiry: { code: string; withLocation: boolean } };
  readonly downloadUrlLifeMs: number;
  readonly forgetsUploads: boolean;
  /** Where the second host listens: "http://127.0.0.1:PORT". */
  contentOrigin: string;
  /** "http://127.0.0.1:PORT/v1.0" */
  graphUrl: string;
  /** Seals pre-signed URLs; new with each run. */
  readonly signingKey: string;
  /** 1, 2, 3 … for whatever must differ from answer to answer. */
  nextNumber(): number;
  driveById(id: string): Drive | null;
  driveOf(person: Person): Drive | null;
  personByKey(idOrAddress: string): Person | null;
  access(viewer: Viewer, drive: Drive, node: DriveNode): Access;
}

interface WorldSetting {
  clock: SampleClock;
  quirks: Quirks;
  driveType: DriveType;
  quotaBytes: number;
  downloadUrlLifeMs: number;
  forgetsUploads: boolean;
  uploadSessionLifeMs: number;
  unitsPerMinute: number | null;
}

export function createWorld(setting: WorldSetting, toNotices: (world: World) => Notices): World {
  const { clock, driveType } = setting;
  const drives = [ALEX, DANA, KIM].map((owner, number) =>
    createDrive({
      number,
      owner,
      clock,
      type: driveType,
      name: driveType === 'documentLibrary' ? 'Documents' : 'OneDrive',
      quotaBytes: setting.quotaBytes,
    }),
  );
  let lastNumber = 0;
  const [mine] = drives;
  if (mine === undefined) throw new Error('no drive');

  const world: Omit<World, 'notices'> = {
    clock,
    quirks: setting.quirks,
    driveType,
    mine,
    drives,
    shared: [],
    uploads: createUploadStore(clock, setting.uploadSessionLifeMs),
    copyJobs: createCopyJobs(),
    budget: setting.unitsPerMinute === null ? null : createBudget(clock, setting.unitsPerMinute),
    delta: { generation: 1, expiry: { code: 'resyncChangesApplyDifferences', withLocation: true } },
    downloadUrlLifeMs: setting.downloadUrlLifeMs,
    forgetsUploads: setting.forgetsUploads,
    contentOrigin: '',
    graphUrl: '',
    signingKey: randomBytes(32).toString('base64url'),
    nextNumber: () => (lastNumber += 1),
    driveById: (id) => drives.find((drive) => toDriveKey(drive.id) === toDriveKey(id)) ?? null,
    driveOf: (person) => drives.find((drive) => drive.owner.id === person.id) ?? null,
    personByKey(key) {
      const wanted = key.toLowerCase();
      return EVERYONE.find((one) => one.id === wanted || one.email === wanted) ?? null;
    },
    access(viewer, drive, node) {
      if (viewer.person === null || drive.owner.id === viewer.person.id) return 'owner';
      return grantedAccess(node, viewer.person, clock.now());
    },
  };
  // The notices need the world that they are a part of.
  return Object.assign(world, { notices: toNotices(world as World) });
}
