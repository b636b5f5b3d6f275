import { randomBytes } from 'node:crypto';
import type { SampleClock } from '../clock.ts';
import type { DriveType, Quirks } from '../options.ts';
import type { Drive } from './drive.ts';
import { createDrives, type Drives } from './drives.ts';
import { grantedAccess, type Access } from './grants.ts';
import type { DriveNode } from './node.ts';
import { ALEX, type Person } from './people.ts';
import type { Site } from './sites.ts';
import type { Tenants } from './tenants.ts';
import { createBudget, type Budget } from './budget.ts';
import { createCopyJobs, type CopyJobs } from './copy-jobs.ts';
import type { ChangeNotices } from './change-notices.ts';
import { createUploadStore, type UploadStore } from './upload-store.ts';

export interface Viewer {
  person: Person | null;
  /** Whose people the caller may look up, and whose drives an app may open. null: all of them. */
  tenantId: string | null;
  /** The token's scopes or roles. null: all of them. */
  permissions: readonly string[] | null;
}

/** Never opened, no license, still being set up, or an administrator must set it up. */
export type MysiteTrouble = 'missing' | 'unlicensed' | 'provisioning' | 'notAllowed';

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
  readonly tenants: Tenants;
  readonly mine: Drive;
  readonly drives: Drives;
  /** By address. */
  readonly mysites: Map<string, MysiteTrouble>;
  readonly shared: SharedEntry[];
  readonly following: Map<string, Map<DriveNode, Drive>>;
  /** By person id. */
  readonly followedSites: Map<string, readonly Site[]>;
  readonly uploads: UploadStore;
  readonly copyJobs: CopyJobs;
  /** Set while the service is being created. */
  changeNotices: ChangeNotices;
  /** null: nothing is counted. */
  readonly budget: Budget | null;
  /** Delta tokens carry a generation; those of an earlier one have expired. */
  readonly delta: { generation: number; expiry: { code: string; withLocation: boolean } };
  readonly downloadUrlLifeMs: number;
  readonly forgetsUploads: boolean;
  contentOrigin: string;
  graphUrl: string;
  readonly signingKey: string;
  nextNumber(): number;
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
  tenants: Tenants;
}

export function createWorld(setting: WorldSetting, toChangeNotices: (world: World) => ChangeNotices): World {
  const { clock, driveType } = setting;
  const { tenants } = setting;
  const drives = createDrives({ tenants, clock, type: driveType, quotaBytes: setting.quotaBytes });
  let lastNumber = 0;

  const world: Omit<World, 'changeNotices'> = {
    clock,
    quirks: setting.quirks,
    driveType,
    tenants,
    mine: drives.of(ALEX),
    drives,
    mysites: new Map(),
    shared: [],
    following: new Map(),
    followedSites: new Map(),
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
    access(viewer, drive, node) {
      const { person, tenantId } = viewer;
      const tenant = drives.isOfSite(drive) ? tenants.home : tenants.of(drive.owner);
      if (person === null) return tenantId === null || tenantId === tenant.id ? 'owner' : 'none';
      if (drive.owner.id === person.id) return 'owner';
      if (drives.isOfSite(drive) && tenants.home.people.includes(person)) return 'write';
      return grantedAccess(node, person, clock.now());
    },
  };
  // The change notices need the world that contains them.
  return Object.assign(world, { changeNotices: toChangeNotices(world as World) });
}
