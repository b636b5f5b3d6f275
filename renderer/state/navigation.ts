import type { Library } from '../../electron/contract/libraries.ts';
import type { Crumb, ItemRef, PlaceName } from '../../electron/contract/records.ts';
import type { Registration, ScopeName } from '../../electron/contract/sign-in.ts';

/** `folder` null is the root of the place. */
export type Page =
  | { name: 'welcome' }
  /**
   * `registration`: from the guide. `again`: signs in to this existing account at once, with the missing
   * permissions, if any. `next`: accounts to sign in to afterwards, one by one.
   */
  | {
      name: 'signIn';
      registration?: Registration;
      again?: { accountId: string; scopes: readonly ScopeName[]; next?: readonly string[] };
    }
  | { name: 'guide' }
  | { name: 'accountImport' }
  | { name: 'browse'; place: PlaceName; folder: ItemRef | null }
  | { name: 'myShares' }
  | { name: 'libraries' }
  /** Search results; `within`: only in this folder. */
  | { name: 'search'; query: string; within: ItemRef | null }
  /** `folder`: local copies from "myfiles/Finance". `all`: every copy, without folders. */
  | { name: 'documents'; folder?: string; all?: true }
  | { name: 'transfers' }
  | { name: 'activity' }
  /** `library`: its drive; otherwise that of the account. */
  | { name: 'bin'; library?: string }
  /** What uses the space of the drive, or of `folder` ("myfiles/Photos"). */
  | { name: 'space'; part: SpacePart; folder: { ref: ItemRef; path: string } | null }
  | { name: 'accounts' }
  | { name: 'log' }
  | { name: 'settings' };

export const spaceParts = ['map', 'largest', 'oldest', 'duplicates', 'types', 'changes'] as const;
export type SpacePart = (typeof spaceParts)[number];

export type SearchPage = Extract<Page, { name: 'search' }>;
export type SpacePage = Extract<Page, { name: 'space' }>;
export type BrowsePage = Extract<Page, { name: 'browse' }>;

export interface Visit {
  page: Page;
  focusItemId: string | null;
}

export interface History {
  visits: readonly Visit[];
  at: number;
}

const depth = 100;

export function startHistory(page: Page): History {
  return { visits: [{ page, focusItemId: null }], at: 0 };
}

export function currentVisit(history: History): Visit {
  // Every function here keeps `at` within `visits`.
  return history.visits[history.at] as Visit;
}

export const canGoBack = (history: History): boolean => history.at > 0;
export const canGoForward = (history: History): boolean => history.at < history.visits.length - 1;

/** The root of Libraries is a separate page, not a folder. */
export const toRealPage = (page: Page): Page =>
  page.name === 'browse' && page.place === 'libraries' && page.folder === null ? { name: 'libraries' } : page;

export const toLibraryPage = ({ driveId, rootId }: Library): BrowsePage => ({
  name: 'browse',
  place: 'libraries',
  folder: { driveId, itemId: rootId },
});

/** Discards the forward history. Visiting the current page changes nothing. */
export function visit(history: History, page: Page, focusItemId: string | null = null): History {
  if (samePage(currentVisit(history).page, page)) return history;
  const behind = history.visits.slice(0, history.at + 1).slice(-depth);
  return { visits: [...behind, { page, focusItemId }], at: behind.length };
}

/** Stored in the visit, so that going back restores it. */
export function noteQuery(history: History, query: string): History {
  const visits = history.visits.map((each, index) =>
    index === history.at && each.page.name === 'search' ? { ...each, page: { ...each.page, query } } : each,
  );
  return { visits, at: history.at };
}

export function noteFocus(history: History, focusItemId: string | null): History {
  const visits = history.visits.map((visit, index) =>
    index === history.at ? { ...visit, focusItemId } : visit,
  );
  return { visits, at: history.at };
}

export function goBack(history: History): History {
  return canGoBack(history) ? { ...history, at: history.at - 1 } : history;
}

export function goForward(history: History): History {
  return canGoForward(history) ? { ...history, at: history.at + 1 } : history;
}

const transientPages: ReadonlySet<Page['name']> = new Set(['welcome', 'signIn', 'guide', 'accountImport']);

const isKept = ({ page }: Visit): boolean => !transientPages.has(page.name);

/** They are useless once the account is added. */
export function withoutSignIn({ visits, at }: History): History {
  const kept = visits.filter(isKept);
  if (kept.length === 0) return startHistory({ name: 'browse', place: 'myfiles', folder: null });
  return { visits: kept, at: Math.max(0, visits.slice(0, at + 1).filter(isKept).length - 1) };
}

export function samePage(a: Page, b: Page): boolean {
  if (a.name === 'documents' && b.name === 'documents') return a.folder === b.folder && a.all === b.all;
  if (a.name === 'bin' && b.name === 'bin') return a.library === b.library;
  if (a.name === 'space' && b.name === 'space')
    return a.part === b.part && a.folder?.ref.itemId === b.folder?.ref.itemId;
  if (a.name !== 'browse' || b.name !== 'browse') return a.name === b.name;
  return (
    a.place === b.place && a.folder?.driveId === b.folder?.driveId && a.folder?.itemId === b.folder?.itemId
  );
}

export function toCrumbPage(crumbs: readonly Crumb[], at: number): BrowsePage | null {
  const crumb = crumbs[at];
  if (crumb === undefined) return null;
  return { name: 'browse', place: crumb.place, folder: at === 0 ? null : crumb.ref };
}

/** `path` is its parent's. */
export const toSpaceFolder = (item: ItemRef & { name: string }, path: string): SpacePage => ({
  name: 'space',
  part: 'map',
  folder: { ref: { driveId: item.driveId, itemId: item.itemId }, path: `${path}/${item.name}` },
});

export function toSpaceCrumb(crumbs: readonly Crumb[], at: number): SpacePage | null {
  const crumb = crumbs[at];
  if (crumb === undefined) return null;
  const folder = at === 0 || crumb.ref === null ? null : { ref: crumb.ref, path: crumb.path };
  return { name: 'space', part: 'map', folder };
}
