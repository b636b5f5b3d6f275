import type { FoundLibraries, Library } from '../../contract/libraries.ts';
import type { Account } from '../../contract/records.ts';
import type { ScopeName } from '../../contract/sign-in.ts';
import type { AccountDrive, AccountDrives } from '../accounts/account-drive.ts';
import { AppError, isAppError } from '../errors.ts';
import { encodeSegment, toDriveKey } from '../graph/addressing.ts';
import { toLibraryName } from './library-names.ts';
import { libraryOf } from './library-of.ts';
import {
  parseSite,
  readLibraries,
  readRoots,
  readSites,
  siteFields,
  type Site,
  type SiteLibrary,
} from './read-sites.ts';

export interface Libraries {
  /**
   * Adds the libraries of followed sites to the list. @throws AppError consentMissing, noLibraries, offline …
   */
  refresh(accountId: string): Promise<void>;
  /** @throws AppError as above */
  find(accountId: string, text: string): Promise<FoundLibraries>;
  /** @throws AppError notFound, accessDenied, consentMissing, noLibraries */
  add(accountId: string, siteId: string, driveId: string): Promise<Library>;
  /** @throws AppError notFound for a library that was never on the list */
  setListed(accountId: string, driveId: string, isListed: boolean): Promise<void>;
}

export interface LibrariesDeps {
  accounts: AccountDrives & { setLibraries(accountId: string, libraries: Library[]): Promise<void> };
}

/** Limits of followed and found sites. */
const maxFollowed = 200;
const maxFound = 20;

const enough: readonly string[] = ['Sites.Read.All', 'Sites.ReadWrite.All'];
const needed: ScopeName = 'Sites.Read.All';

export function createLibraries({ accounts }: LibrariesDeps): Libraries {
  const open = (accountId: string): AccountDrive => {
    const drive = accounts.drive(accountId);
    demandSites(drive.account);
    return drive;
  };
  const change = async (accountId: string, libraries: Library[]): Promise<void> => {
    const { account } = accounts.drive(accountId);
    const sorted = libraries.toSorted((one, other) => one.name.localeCompare(other.name));
    if (JSON.stringify(sorted) !== JSON.stringify(account.libraries))
      await accounts.setLibraries(accountId, sorted);
  };

  return {
    async refresh(accountId) {
      const drive = open(accountId);
      const path = `/me/followedSites?$select=${siteFields}`;
      const { sites, hasMore } = await asConsent(readSites(drive, path, maxFollowed));
      const answers = await readLibraries(drive, sites);
      const found = sites.flatMap((site, at) => {
        const answer = answers[at];
        return Array.isArray(answer) ? answer.map((library) => ({ site, library })) : [];
      });
      const unknown = found.filter(({ library }) => libraryOf(drive.account, library.driveId) === null);
      const roots = await readRoots(
        drive,
        unknown.map(({ library }) => library.driveId),
      );
      // The list may have changed meanwhile.
      const { libraries } = accounts.drive(accountId).account;
      const isWhole = !hasMore && answers.every((answer) => Array.isArray(answer));
      const followed = new Set(found.map(({ library }) => toDriveKey(library.driveId)));
      const kept = libraries.filter(
        ({ source, driveId }) => source === 'added' || !isWhole || followed.has(toDriveKey(driveId)),
      );
      for (const { site, library } of unknown) {
        const rootId = roots.get(library.driveId);
        if (rootId !== undefined && libraryOf({ libraries: kept }, library.driveId) === null)
          kept.push(toLibrary(kept, site, library, { rootId, source: 'followed' }));
      }
      await change(accountId, kept);
    },
    async find(accountId, text) {
      const drive = open(accountId);
      const path = `/sites?search=${encodeURIComponent(text.toWellFormed())}&$select=${siteFields}`;
      const { sites, hasMore } = await asConsent(readSites(drive, path, maxFound));
      const answers = await readLibraries(drive, sites);
      const libraries = sites.flatMap((site, at) => {
        const answer = answers[at];
        return Array.isArray(answer)
          ? answer.map((library) => toFoundLibrary(drive.account, site, library))
          : [];
      });
      return { libraries, hasMore };
    },
    async add(accountId, siteId, driveId) {
      const drive = open(accountId);
      const path = `/sites/${encodeSegment(siteId)}?$select=${siteFields}`;
      const site = await asConsent(drive.graph.json({ method: 'GET', path }, parseSite));
      const [answer] = await readLibraries(drive, [site]);
      if (!Array.isArray(answer)) throw answer ?? new AppError('notFound');
      const library = answer.find((one) => toDriveKey(one.driveId) === toDriveKey(driveId));
      const rootId = (await readRoots(drive, [driveId])).get(driveId);
      if (library === undefined || rootId === undefined) throw new AppError('notFound');
      const { libraries } = accounts.drive(accountId).account;
      const known = libraryOf({ libraries }, driveId);
      const added: Library =
        known === null
          ? toLibrary(libraries, site, library, { rootId, source: 'added' })
          : { ...known, source: 'added', isListed: true };
      await change(accountId, [...libraries.filter((one) => one !== known), added]);
      return added;
    },
    async setListed(accountId, driveId, isListed) {
      const { libraries } = accounts.drive(accountId).account;
      const known = libraryOf({ libraries }, driveId);
      if (known === null) throw new AppError('notFound');
      await change(
        accountId,
        libraries.map((one) => (one === known ? { ...one, isListed } : one)),
      );
    },
  };
}

/** @throws AppError noLibraries, consentMissing */
function demandSites({ places, kind, granted }: Account): void {
  if (!places.includes('libraries')) throw new AppError('noLibraries');
  // The sample drive's token has no permission list: everything is allowed.
  if (kind === 'delegated' && !granted.some((name) => enough.includes(name)))
    throw new AppError('consentMissing', { facts: { scopes: [needed] } });
}

/** A refusal despite the permission comes from the organization: signing in again would not help. */
const asConsent = <T>(reading: Promise<T>): Promise<T> =>
  reading.catch((error: unknown) => {
    if (isAppError(error, 'accessDenied', 'notSupported'))
      throw new AppError('noLibraries', { details: error.details, cause: error });
    throw error;
  });

function toLibrary(
  others: readonly Library[],
  { siteName }: Site,
  { driveId, libraryName, webUrl }: SiteLibrary,
  more: Pick<Library, 'rootId' | 'source'>,
): Library {
  const taken = others.map(({ name }) => name);
  return {
    driveId,
    name: toLibraryName(siteName, libraryName, taken),
    siteName,
    webUrl,
    isListed: true,
    ...more,
  };
}

function toFoundLibrary(
  account: Account,
  { siteId, siteName }: Site,
  { driveId, libraryName, webUrl }: SiteLibrary,
): FoundLibraries['libraries'][number] {
  const known = libraryOf(account, driveId);
  return {
    siteId,
    driveId,
    siteName,
    webUrl,
    name: known?.name ?? toLibraryName(siteName, libraryName, []),
    isListed: known?.isListed === true,
  };
}
