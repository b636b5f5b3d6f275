import { z } from 'zod';
import { ActivityFilter, ActivityRow, BinnedItem, UndoPlan } from './activity.ts';
import { AccountChoice, AccountOverview, AccountReport, ManyDone } from './account-overview.ts';
import { ImportPlan } from './account-import.ts';
import { Edit, OutdatedCopy, TextPair } from './edits.ts';
import { FolderRefresh } from './folder-refresh.ts';
import { ErrorCode, Failure } from './errors.ts';
import {
  Changes,
  Duplicates,
  FolderSizes,
  FolderTotals,
  FolderTree,
  IndexState,
  Row,
  Types,
} from './found.ts';
import { ChosenOutcomes, Comparison } from './comparison.ts';
import { DragOut, WindowDrag } from './drags.ts';
import { ItemDetails } from './item-details.ts';
import { LogEntry, LogLevel } from './log.ts';
import { CheckOut, CheckOutAction } from './check-out.ts';
import { ConnectionCheck, NetworkState } from './network.ts';
import { Licence, Management, UpdateState } from './program.ts';
import { FoundLibraries, Library } from './libraries.ts';
import { MyShares } from './my-shares.ts';
import { Preview } from './previews.ts';
import { Profile, ProfileName } from './profiles.ts';
import { AccessChange, CarryPlan, CarryVerb, ChangeOutcome, DeletePlan, NamedFailure } from './changes.ts';
import { CopyMark, FolderMove, FreedSpace, MoveOutcome, SavedFile, StorageSummary } from './local-copies.ts';
import {
  Account,
  Crumb,
  FolderNode,
  Item,
  ItemRef,
  KnownQuota,
  Forgotten,
  Picked,
  PlaceName,
  PictureSize,
  Quota,
  Selection,
  SelectionSummary,
  Sort,
  ViewHead,
} from './records.ts';
import { Settings } from './settings.ts';
import { Command, LastSplit, Layout, Start, StartPart } from './start.ts';
import { ConflictChoice, FileFacts, Transfer, TransferSummary } from './transfers.ts';
import { Instant } from './values.ts';
import { RecentFolder, WindowStart } from './window-start.ts';
import { AccessGrant, FileVersion, ItemAccess, LinkScope, LinkType } from './sharing.ts';
import {
  DriveAdded,
  DriveChoice,
  DriveOwner,
  DriveState,
  Permissions,
  Removal,
  SignIn,
  SignInDefaults,
  SignInRequest,
} from './sign-in.ts';
import {
  RedirectChoice,
  TransferBatch,
  TransferChoice,
  TransferFilter,
  TransferListRow,
} from './transfer-list.ts';

/**
 * Every method and event between page and main process. Types, checks, client, and server derive from this
 * table. Inputs are strict: unknown fields are refused. Outputs are parsed too, so an undeclared field can't
 * leave the main process by mistake.
 */
const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

const Id = z.string().min(1).max(512);
const Text = z.string().max(2048);
const Nothing = z.strictObject({});
const Done = z.object({});
const range = { from: z.number().int().nonnegative(), to: z.number().int().nonnegative() };
/** null: canceled. */
const Saved = z.object({ name: z.string() }).nullable();
const Ref = ItemRef.strict();
/** `count` 0: nothing to do. */
const Started = z.object({ batchId: Id, count: z.number().int() });

const sort = z.array(Sort.strict()).max(2);
const foldersFirst = z.boolean().default(true);
const filter = z.string().max(1024);
const OfAccount = z.strictObject({ accountId: Id });
/** `driveId`: of a library; null: of the account's own drive. */
const Bin = OfAccount.extend({ driveId: Id.nullable() });
const OfItem = OfAccount.extend({ item: Ref });
const OfGrant = OfItem.extend({ grantId: z.string().min(1).max(2048) });
const OfVersion = OfItem.extend({ versionId: Id });
const OfAccounts = z.strictObject({ accountIds: AccountChoice });
const OfSignIn = z.strictObject({ signInId: Id });
const OfSelection = z.strictObject({ accountId: Id, selection: Selection });
const OfView = z.strictObject({ viewId: Id });
const OfTransfer = z.strictObject({ transferId: Id });
const OfDrag = z.strictObject({ dragId: Id });
/** To a folder of the account. */
const OfPick = z.strictObject({ pickId: Id, accountId: Id, to: Ref });
const OfFolder = z.strictObject({ accountId: Id, folder: Ref.nullable() });
const OfDocument = z.strictObject({ documentId: Id });
/** `isViewOnly`: edits can't be saved there. */
const Opening = z.object({ transferId: Id.nullable(), isViewOnly: z.boolean() });
const OfDocuments = z.strictObject({ documentIds: z.array(Id).min(1).max(20_000) });

export const methods = {
  // --- the app -------------------------------------------------------------------------------------------
  'app.start': method(Nothing, Start),
  'app.painted': method(z.strictObject({ itemCount: z.number().int().nonnegative() }), Done),
  /** Of a library, or by default the account's own drive. */
  'app.quota': method(z.strictObject({ accountId: Id, driveId: Id.optional() }), Quota),
  /** Without a request; null: never requested. */
  'app.knownQuota': method(OfAccount, KnownQuota.nullable()),
  /** The onedrive: address opened outside the app, once. */
  'app.takeAddress': method(Nothing, z.object({ text: Text.nullable() })),
  'app.networkBack': method(Nothing, Done),
  'app.licences': method(Nothing, z.array(Licence)),
  'app.management': method(Nothing, Management),

  // --- profiles -----------------------------------------------------------------------------------------
  'profile.notices': method(Nothing, z.array(Failure)),
  'profile.dismissNotice': method(z.strictObject({ code: ErrorCode }), Done),
  'profiles.list': method(Nothing, z.array(Profile)),
  /** Opens its window in another process, or brings the one that owns it to the front. Null for the default profile. */
  'profiles.open': method(z.strictObject({ name: ProfileName.nullable() }), Done),
  'profiles.create': method(z.strictObject({ name: ProfileName }), Done),

  // --- updates -------------------------------------------------------------------------------------------
  /** These return at once; `updates.changed` reports progress. A call that doesn't fit the state does nothing. */
  'updates.state': method(Nothing, UpdateState),
  'updates.check': method(Nothing, UpdateState),
  'updates.download': method(Nothing, UpdateState),
  'updates.install': method(Nothing, UpdateState),
  'updates.postpone': method(Nothing, UpdateState),

  // --- accounts ------------------------------------------------------------------------------------------
  'accounts.list': method(Nothing, z.array(Account)),
  'accounts.addSample': method(Nothing, Account),
  'accounts.rename': method(z.strictObject({ accountId: Id, name: z.string().min(1).max(256) }), Done),
  /** Accounts left out stay at the end. */
  'accounts.arrange': method(
    z.strictObject({
      accounts: z.array(z.strictObject({ accountId: Id, group: z.string().max(256).nullable() })).max(5000),
    }),
    Done,
  ),
  'accounts.setSaveEdits': method(
    z.strictObject({ accountId: Id, saveEdits: z.enum(['automatically', 'ask']) }),
    Done,
  ),
  'accounts.planRemove': method(OfAccount, Removal),
  /** Deletes credentials, index, tickets, and transfers; local copies only on request. */
  'accounts.remove': method(z.strictObject({ accountId: Id, includeDocuments: z.boolean() }), Done),
  /** When a throttled account may continue; null: it may now. */
  'accounts.waiting': method(OfAccount, z.object({ until: z.string().nullable() })),
  'accounts.permissions': method(OfAccount, Permissions),
  /** Opens no account and sends no request. */
  'accounts.overview': method(Nothing, z.array(AccountOverview)),
  'accounts.askQuotas': method(OfAccounts, ManyDone),
  'accounts.pause': method(OfAccounts.extend({ isPaused: z.boolean() }), Done),
  'accounts.planRemoveMany': method(OfAccounts, Removal),
  /** Signs out of each and deletes its data, except local copies. */
  'accounts.removeMany': method(OfAccounts, ManyDone),
  'accounts.export': method(OfAccounts.extend({ report: AccountReport }), Saved),

  // --- sign-in ---------------------------------------------------------------------------------------------
  'signIn.defaults': method(Nothing, SignInDefaults),
  /** Returns at once; `signIn.changed` reports progress. Closing its window cancels it. */
  'signIn.begin': method(SignInRequest, SignIn),
  'signIn.openAgain': method(OfSignIn, Done),
  'signIn.cancel': method(OfSignIn, Done),
  /** App-only. Up to 25 people by the beginning of their name or address. */
  'signIn.findOwners': method(
    z.strictObject({ signInId: Id, text: z.string().max(256) }),
    z.array(DriveOwner),
  ),
  /** App-only. By name, one page at a time. `cursor` null: the first page, or no more pages. */
  'signIn.listOwners': method(
    OfSignIn.extend({ cursor: Id.nullable() }),
    z.object({ owners: z.array(DriveOwner), cursor: Id.nullable() }),
  ),
  /** App-only. In the requested order. Creates no drives. */
  'signIn.checkDrives': method(
    OfSignIn.extend({ userIds: z.array(Id).min(1).max(100) }),
    z.array(DriveState),
  ),
  /**
   * App-only. A failed drive doesn't stop the others. If none failed, this ends the sign-in, unless
   * `keepOpen` announces more drives.
   */
  'signIn.addDrives': method(
    OfSignIn.extend({
      drives: z.array(DriveChoice).min(1).max(500),
      keepOpen: z.boolean().default(false),
    }),
    z.array(DriveAdded),
  ),

  // --- account import ---------------------------------------------------------------------------------------
  'accountImport.read': method(z.strictObject({ ticket: Id }), ImportPlan),
  /** `secrets` by tenant, for tenants that prompt. `accountImport.changed` reports progress. */
  'accountImport.run': method(
    z.strictObject({ importId: Id, secrets: z.record(z.string().max(256), z.string().min(1).max(4096)) }),
    ImportPlan,
  ),
  'accountImport.export': method(Nothing, z.object({ yaml: z.string() })),

  // --- views: a sorted folder or list of shared items ------------------------------------------------------
  /** Returns what the index has and starts a listing; `view.changed` reports its result. */
  'view.open': method(
    z.strictObject({
      accountId: Id,
      place: PlaceName,
      /** null: the root of the place */
      folder: Ref.nullable(),
      sort,
      foldersFirst,
      /** The language of `query.ts`. */
      filter,
      /** By their total size, as far as the index knows it. */
      withFolderSizes: z.boolean().default(false),
    }),
    ViewHead,
  ),
  /** In a search, the filter is the query; a new one cancels an unanswered one (`cancelled`). */
  'view.arrange': method(z.strictObject({ viewId: Id, sort, foldersFirst, filter }), ViewHead),
  /** Rows [from, to), at most 500 per call. */
  'view.rows': method(
    z.strictObject({ viewId: Id, ...range }),
    z.object({ revision: z.number().int(), from: z.number().int(), rows: z.array(Row) }),
  ),
  /** null: not in the view. */
  'view.locate': method(
    z.strictObject({ viewId: Id, itemId: Id }),
    z.object({ ordinal: z.number().int().nullable() }),
  ),
  /** The first row at or after `from`, wrapping around, whose name starts with the prefix. */
  'view.findPrefix': method(
    z.strictObject({ viewId: Id, prefix: z.string().min(1).max(255), from: z.number().int().nonnegative() }),
    z.object({ ordinal: z.number().int().nullable() }),
  ),
  /** `accountIds`: the accounts of the items; several only in a search across accounts. */
  'view.summarize': method(
    z.strictObject({ selection: Selection }),
    SelectionSummary.extend({ accountIds: z.array(Id) }),
  ),
  /** By name and content. `chosen`: what to select on each side. `viewGone` for a search. */
  'view.compare': method(z.strictObject({ viewId: Id, otherViewId: Id, chosen: ChosenOutcomes }), Comparison),
  'view.refresh': method(OfView, ViewHead),
  'view.close': method(OfView, Done),
  /** With all subfolders, in the background; `folders.refreshed` reports progress. */
  'folders.refresh': method(z.strictObject({ accountId: Id, folder: Ref }), z.object({ refreshId: Id })),
  'folders.stopRefresh': method(z.strictObject({ refreshId: Id }), Done),

  // --- search and index facts ----------------------------------------------------------------------------------
  /**
   * `filter` is the query (see `query.ts`); an empty `sort` orders by relevance. Sends nothing to OneDrive. A
   * command on a selection applies to the items of the account it names.
   */
  'search.open': method(
    z.strictObject({
      /** The current account. The scope "account" searches it, and "drive" only its own drive. */
      accountId: Id,
      scope: z.enum(['account', 'all', 'drive']),
      /** The open folder; results near it rank higher. */
      near: Ref.nullable(),
      /** With its subfolders. */
      within: Ref.nullable(),
      sort,
      filter,
    }),
    ViewHead,
  ),
  /** Covers file contents and shared items; `view.changed` reports the results. */
  'search.online': method(OfView, ViewHead),
  'index.state': method(Nothing, z.array(IndexState)),
  /** Enumerates a folder of someone else from scratch, or the account's own drive (null). */
  'index.enumerate': method(z.strictObject({ accountId: Id, folder: Ref.nullable() }), Done),
  /** `folder` as for `index.enumerate`. */
  'index.pause': method(
    z.strictObject({ accountId: Id, folder: Ref.nullable(), isPaused: z.boolean() }),
    Done,
  ),
  'index.exclude': method(z.strictObject({ accountId: Id, folder: Ref }), Done),
  /** `folder` null: the whole drive. */
  'facts.totals': method(OfFolder, FolderTotals),
  'facts.folderTotals': method(
    z.strictObject({
      accountId: Id,
      folders: z.array(Ref).max(500),
      /** Includes incomplete totals of a partly enumerated drive. */
      soFar: z.boolean(),
    }),
    FolderSizes,
  ),
  /** `depth` levels, with the `max` largest items of each folder and the rest combined. */
  'facts.tree': method(
    OfFolder.extend({
      depth: z.number().int().min(1).max(10),
      max: z.number().int().min(1).max(500),
    }),
    FolderTree,
  ),
  /** Of the same size and hash. The query `is:duplicate` lists the files. */
  'facts.duplicates': method(
    OfFolder.extend({
      minBytes: z.number().int().nonnegative(),
      ...range,
    }),
    Duplicates,
  ),
  'facts.changes': method(OfFolder.extend({ since: Instant }), Changes),
  'facts.types': method(OfFolder, Types),

  // --- paths ---------------------------------------------------------------------------------------------
  /**
   * Resolves `myfiles/Finance`, `shared/HR/Forms`, or `onedrive://Finance`; relative to `from` also
   * `/Finance`, `..`, and `Invoices/2026`. `pathNotFound` names the missing part.
   */
  'paths.resolve': method(
    z.strictObject({ accountId: Id, text: Text, from: Text.optional() }),
    z.object({
      place: PlaceName,
      folder: ItemRef.nullable(),
      path: z.string(),
      crumbs: z.array(Crumb),
      /** If the path leads to a file; it is in `folder`. */
      item: ItemRef.nullable(),
    }),
  ),

  /** For the next start. */
  'places.noteSplit': method(
    z.strictObject({ split: LastSplit.nullable(), startPart: StartPart.nullable() }),
    Done,
  ),
  /** For the next start. */
  'places.note': method(
    z.strictObject({
      accountId: Id,
      place: PlaceName,
      folder: Ref.nullable(),
      sort,
      layout: Layout.default('list'),
    }),
    Done,
  ),

  /** Of all accounts, latest first. */
  'places.recent': method(Nothing, z.array(RecentFolder)),

  // --- shared items -------------------------------------------------------------------------------------
  /** In the list only. Changes nothing in OneDrive. */
  'shared.hide': method(z.strictObject({ accountId: Id, item: Ref, hidden: z.boolean() }), Done),
  /** Adds its item to the list of shared items, unless it is the person's own. */
  'shared.openLink': method(
    z.strictObject({ accountId: Id, link: Text }),
    z.object({ item: Item, isMine: z.boolean() }),
  ),
  'shared.addShortcut': method(OfItem, z.object({ name: z.string() })),

  // --- libraries of SharePoint sites -------------------------------------------------------------------------
  /** `accounts.changed` reports a new list. */
  'libraries.refresh': method(OfAccount, Done),
  /** Libraries of sites whose names contain these words; "*" finds all sites. */
  'libraries.find': method(
    z.strictObject({ accountId: Id, text: z.string().min(1).max(256) }),
    FoundLibraries,
  ),
  'libraries.add': method(z.strictObject({ accountId: Id, siteId: Id, driveId: Id }), Library),
  /** In the list only. Changes nothing in SharePoint. */
  'libraries.hide': method(z.strictObject({ accountId: Id, driveId: Id, hidden: z.boolean() }), Done),

  // --- items ---------------------------------------------------------------------------------------------
  /** Requested from OneDrive each time. */
  'items.details': method(OfItem, ItemDetails),
  /** For a file in a library. */
  'items.checkOut': method(OfItem, CheckOut),
  /** `comment` is for a check-in. */
  'items.changeCheckOut': method(
    z.strictObject({ accountId: Id, item: Ref, action: CheckOutAction, comment: z.string().max(1000) }),
    CheckOut,
  ),
  'items.findFile': method(z.strictObject({ accountId: Id, parent: Ref, name: Text }), FileFacts.nullable()),
  'items.createFolder': method(z.strictObject({ accountId: Id, parent: Ref, name: Text }), Item),
  'items.rename': method(z.strictObject({ accountId: Id, item: Ref, name: Text }), Item),
  'items.planDelete': method(OfSelection, DeletePlan),
  /** Returns at once; `changes.ended` reports the result. */
  'items.delete': method(OfSelection, Started),
  /** To another folder of the same drive; items already there are skipped. */
  'items.move': method(OfPick, Started.extend(AccessChange.shape)),
  /** Also for a copy, which leaves the original. */
  'items.planMove': method(OfPick, AccessChange),
  'items.copy': method(OfPick, Started.extend({ entersShared: z.boolean() })),
  /** null: the service can do it. */
  'items.planCarry': method(OfPick.extend({ verb: CarryVerb }), CarryPlan.nullable()),
  'items.carry': method(OfPick.extend({ verb: CarryVerb }), Started),
  /** For a later move or copy. */
  'items.pick': method(OfSelection, Picked),
  /** With their OneDrive paths as text. `isDone` false: some aren't on this computer. */
  'items.copyFiles': method(z.strictObject({ pickId: Id }), z.object({ isDone: z.boolean() })),
  /** `item` null: the account's drive. */
  'items.openOnWeb': method(z.strictObject({ accountId: Id, item: Ref.nullable() }), Done),
  /** Downloads it first if needed. Dangerous types fail with `notOpened` before any download. */
  'items.open': method(OfItem, Opening),
  /** Like `items.open`, but shows the file in its folder, whatever its type. */
  'items.show': method(OfItem, Opening),

  // --- drags --------------------------------------------------------------------------------------------
  /** Called on pointer down, since a drag can't wait. */
  'drags.plan': method(OfSelection, DragOut),
  'drags.start': method(OfDrag, Done),
  'drags.fetch': method(OfDrag, Started),
  /** Keeps the selection for this drag's end. The id is the plan's, or a new UUID. */
  'drags.begin': method(
    WindowDrag.omit({ folderIds: true })
      .extend({ dragId: z.uuid(), from: Ref.nullable(), name: Text, selection: Selection })
      .strict(),
    Picked,
  ),
  'drags.end': method(OfDrag, Done),
  /** What another window's drag brings here; null: nothing, the drag has expired. */
  'drags.adopt': method(OfDrag, Picked.nullable()),
  /** Whether the files come from that drag, rather than just having the same names. */
  'drags.isOwn': method(
    z.strictObject({ dragId: Id, tickets: z.array(Id).min(1).max(20_000) }),
    z.object({ isOwn: z.boolean() }),
  ),

  // --- folders to choose from ---------------------------------------------------------------------------
  /** null: of My files. */
  'folders.list': method(z.strictObject({ accountId: Id, folder: Ref.nullable() }), z.array(FolderNode)),
  'folders.find': method(
    z.strictObject({ accountId: Id, text: z.string().min(1).max(200) }),
    z.array(FolderNode),
  ),

  // --- log of changes, undo, and recycle bin ------------------------------------------------------------
  /** Rows [from, to) of the filtered log, newest first. At most 1,000 per call. */
  'activity.list': method(
    z.strictObject({
      filter: ActivityFilter,
      ...range,
    }),
    z.object({ count: z.number().int(), rows: z.array(ActivityRow) }),
  ),
  /** Items deleted by Slipway that should still be in the recycle bin, newest first. At most 1,000 per call. */
  'bin.list': method(
    Bin.extend({
      ...range,
    }),
    z.object({ count: z.number().int(), rows: z.array(ActivityRow) }),
  ),
  /**
   * From a beta API that may fail at any time; nothing else depends on it. Newest first. `hasMore`: the list
   * is incomplete.
   */
  'bin.listOfSite': method(Bin, z.object({ items: z.array(BinnedItem), hasMore: z.boolean() })),
  'bin.openOnWeb': method(Bin, Done),
  'activity.export': method(z.strictObject({ filter: ActivityFilter }), Saved),
  /** What an earlier session began and ended before the first page listened to `changes.ended`; once. */
  'changes.takeEarlier': method(Nothing, z.array(ChangeOutcome)),
  /** For confirmation; null: it stays in one drive. */
  'changes.planUndo': method(
    z.strictObject({ batchId: Id, entryIds: z.array(Id).min(1).max(5000).nullable() }),
    z.object({ plan: UndoPlan.nullable() }),
  ),
  /** As far as possible, or part of it. The new batch can be undone too. */
  'changes.undo': method(
    z.strictObject({ batchId: Id, entryIds: z.array(Id).min(1).max(5000).nullable() }),
    Started,
  ),

  // --- sharing -------------------------------------------------------------------------------------------
  /** Who has access. Link addresses never reach the page; main copies them. */
  'sharing.access': method(OfItem, ItemAccess),
  'sharing.mine': method(OfAccount, MyShares),
  /** Creates a link, or finds an existing one of the same kind, and copies its address. */
  'sharing.createLink': method(
    z.strictObject({
      accountId: Id,
      item: Ref,
      type: LinkType,
      scope: LinkScope,
      /** The people of a link for chosen people ("users"); empty for others. */
      emails: z.array(z.string().min(3).max(320)).max(50),
      expiresAt: Instant.nullable(),
      password: z.string().min(1).max(256).nullable(),
    }),
    AccessGrant,
  ),
  'sharing.addToLink': method(
    OfGrant.extend({ emails: z.array(z.string().min(3).max(320)).min(1).max(50) }),
    Done,
  ),
  'sharing.removeFromLink': method(OfGrant.extend({ personId: z.string().min(1).max(320) }), Done),
  'sharing.copyLink': method(OfGrant, Done),
  /** The item's web address, which works only for people who already have access. */
  'sharing.copyAddress': method(OfItem, Done),
  'sharing.invite': method(
    z.strictObject({
      accountId: Id,
      item: Ref,
      emails: z.array(z.string().min(3).max(320)).min(1).max(50),
      role: z.enum(['read', 'write']),
      message: z.string().max(2000).nullable(),
      notify: z.boolean(),
      expiresAt: Instant.nullable(),
    }),
    Done,
  ),
  'sharing.setRole': method(OfGrant.extend({ role: z.enum(['read', 'write']) }), Done),
  'sharing.remove': method(OfGrant, Done),

  // --- versions of a file ----------------------------------------------------------------------------------
  /** Newest first, beginning with the current content. */
  'versions.list': method(OfItem, z.array(FileVersion)),
  /** The replaced content becomes a version, so nothing is lost. */
  'versions.restore': method(OfVersion, Done),
  /** The text of a version (`mine`) and the current text (`theirs`); null if the file isn't text. */
  'versions.compare': method(OfVersion, TextPair.nullable()),
  /** For files that aren't text: a preview of the version, where the service offers one. */
  'versions.preview': method(OfVersion, Preview),
  /** The name contains the version's date; null: canceled. */
  'versions.save': method(OfVersion, z.object({ name: z.string(), path: z.string() }).nullable()),

  // --- previews --------------------------------------------------------------------------------------------
  /**
   * In the requested order; null where there is none. Cached ones need no request. `requestId`: chosen by the
   * page, for `previews.cancel`.
   */
  'previews.thumbnails': method(
    z.strictObject({
      accountId: Id,
      items: z.array(Ref).max(200),
      size: PictureSize.default('small'),
      requestId: Id.optional(),
    }),
    z.array(z.string().nullable()),
  ),
  /** The request then fails with `cancelled`. */
  'previews.cancel': method(z.strictObject({ requestId: Id }), Done),
  'previews.preview': method(OfItem, Preview),
  'previews.openPages': method(OfItem, Done),

  // --- transfers -----------------------------------------------------------------------------------------
  /**
   * intent "upload": an existing name is a conflict for the person to resolve.
   * intent "save": an existing file is updated, else a new one created; `outcome` says which.
   */
  'transfers.upload': method(
    z.strictObject({
      accountId: Id,
      parent: Ref,
      tickets: z.array(Id).min(1).max(5000),
      intent: z.enum(['upload', 'save']),
    }),
    Started,
  ),
  /** Downloads to the folder from Settings; null: the person was asked for one and canceled. */
  'transfers.download': method(OfSelection, Started.nullable()),
  /** null: canceled. */
  'transfers.downloadTo': method(OfSelection, Started.nullable()),
  /** Edited copies stay (`copyEdited`). null: canceled. */
  'transfers.moveTo': method(OfTransfer, MoveOutcome.nullable()),
  'transfers.show': method(OfTransfer, Done),
  'transfers.list': method(Nothing, z.object({ transfers: z.array(Transfer), summary: TransferSummary })),
  /** Rows [from, to) of the list, newest batch first. At most 500 per call. */
  'transfers.rows': method(
    z.strictObject({
      filter: TransferFilter,
      collapsed: z.array(Id).max(1000),
      ...range,
    }),
    z.object({ revision: z.number().int(), count: z.number().int(), rows: z.array(TransferListRow) }),
  ),
  /** First those that need a person, then running, waiting, and recently ended ones. */
  'transfers.top': method(
    z.strictObject({ max: z.number().int().min(1).max(100) }),
    z.object({ revision: z.number().int(), transfers: z.array(Transfer), summary: TransferSummary }),
  ),
  'transfers.find': method(OfTransfer, Transfer.nullable()),
  /** Data the service already has is kept. */
  'transfers.pause': method(TransferChoice, Done),
  'transfers.resume': method(TransferChoice, Done),
  /** Ahead of all others of their account, even paused ones. */
  'transfers.prioritize': method(TransferChoice, Done),
  'transfers.cancel': method(TransferChoice, Done),
  /** Retries failed transfers. By id, it also restarts canceled ones and ends waits. */
  'transfers.retry': method(TransferChoice, Done),
  /**
   * Sends what failed because of its target folder to another one, as a new batch. A folder that was lost with its
   * place is sent again with all its content.
   */
  'transfers.redirect': method(z.strictObject({ of: RedirectChoice, accountId: Id, parent: Ref }), Started),
  'transfers.resolve': method(
    z.strictObject({
      transferId: Id,
      choice: ConflictChoice,
      /** Also for every other conflict of the batch, now and later */
      applyToBatch: z.boolean(),
    }),
    Done,
  ),
  'transfers.clearEnded': method(Nothing, Done),
  /** Dismisses `damagedJournal` of the summary. */
  'transfers.dismissDamage': method(Nothing, Done),

  // --- documents -----------------------------------------------------------------------------------------
  'documents.list': method(Nothing, z.array(SavedFile)),
  'documents.open': method(OfDocument, Opening.pick({ isViewOnly: true }).extend({ name: z.string() })),
  'documents.show': method(OfDocument, Done),
  'documents.remove': method(OfDocument, Done),
  /** Returns those that couldn't be removed; a failure doesn't stop the others. */
  'documents.removeMany': method(OfDocuments, z.object({ failed: z.array(NamedFailure) })),
  /** `documents.changed` reports the result. */
  'documents.check': method(Nothing, Done),
  'documents.renew': method(OfDocuments, z.object({ count: z.number().int() })),
  /** null: canceled. */
  'documents.moveTo': method(OfDocuments, MoveOutcome.nullable()),
  'documents.keep': method(OfDocuments.extend({ isKept: z.boolean() }), Done),
  /**
   * Includes items added to the folders later, and downloads what is missing (`batchId`). Stopping removes
   * nothing.
   */
  'copies.keep': method(
    z.strictObject({ accountId: Id, selection: Selection, isKept: z.boolean() }),
    z.object({ count: z.number().int(), batchId: Id.nullable() }),
  ),
  /** The marks of local copies, in the requested order; `path` is the folder of the items. */
  'copies.marks': method(
    z.strictObject({ accountId: Id, path: Text, items: z.array(Ref).max(500) }),
    z.array(CopyMark.nullable()),
  ),
  'documents.planFreeSpace': method(Nothing, FreedSpace),
  /** Removes unedited copies of files that OneDrive still has. */
  'documents.freeSpace': method(Nothing, FreedSpace),
  /** To its original location, if OneDrive still has the version it came from. */
  'documents.saveBack': method(OfDocument, z.object({ transferId: Id })),
  /** As a new file in this folder of its account, to which later edits go. Nothing there is replaced. */
  'documents.saveTo': method(OfDocument.extend({ parent: Ref }), z.object({ transferId: Id })),
  'documents.showFolder': method(Nothing, Done),
  /** Running, or failed last. */
  'documents.folderMove': method(Nothing, FolderMove.nullable()),
  /** `isBegun` false: canceled. Until it ends, opening and removing its files waits. */
  'documents.moveFolder': method(Nothing, z.object({ isBegun: z.boolean() })),

  // --- edits of local copies -------------------------------------------------------------------------------
  /** Edits not in OneDrive yet, and the latest saved ones. */
  'edits.list': method(Nothing, z.array(Edit)),
  /** Files open in an editor, as far as known, that OneDrive has in a newer version. */
  'edits.outdated': method(Nothing, z.array(OutdatedCopy)),
  /** The copy goes to the local trash. `trashFailed`: nothing was changed. */
  'edits.takeTheirs': method(OfDocument, z.object({ batchId: Id })),
  'edits.openBoth': method(OfDocument, Done),
  /** Both texts; null if the file isn't text. */
  'edits.compare': method(OfDocument, TextPair.nullable()),

  // --- settings ------------------------------------------------------------------------------------------
  'settings.get': method(Nothing, Settings),
  'settings.change': method(Settings.partial().strict(), Settings),
  'network.state': method(Nothing, NetworkState),
  /** Sends no token and changes nothing. */
  'network.check': method(Nothing, z.array(ConnectionCheck)),
  /** For the proxy in `signInWanted` of `network.state`. `isKept`: remember it, sealed. */
  'network.signIn': method(
    z.strictObject({
      proxy: z.string().max(300),
      userName: z.string().max(512),
      password: z.string().max(1024),
    }),
    z.object({ isKept: z.boolean() }),
  ),
  'network.forgetSignIn': method(Nothing, Done),
  'storage.summary': method(Nothing, StorageSummary),
  'storage.clearThumbnails': method(Nothing, Done),
  'program.openWindow': method(WindowStart, Done),
  /** The latest 500, oldest first, of at least `level` and containing all words of `text`. */
  'program.log': method(z.strictObject({ level: LogLevel, text: z.string().max(255) }), z.array(LogEntry)),
  /** Versions, settings, log, and failures. */
  'program.saveReport': method(Nothing, Saved),
  /** Local copies only on request. Cancels running transfers. */
  'storage.forgetEverything': method(z.strictObject({ includeDocuments: z.boolean() }), Forgotten),
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'view.changed': ViewHead,
  /** At most five times a second, and at the end. */
  'folders.refreshed': FolderRefresh,
  /** At most ten times a second. */
  'transfers.changed': z.object({
    /**
     * Increases when rows are added, removed, or change state. While unchanged, `transfers` has all that is
     * new.
     */
    revision: z.number().int(),
    /** Only the latest hundred of many. */
    transfers: z.array(Transfer),
    batches: z.array(TransferBatch),
    ended: z.array(TransferBatch),
    summary: TransferSummary,
  }),
  /** At most twice a second per drive. */
  'index.changed': IndexState,
  'changes.ended': ChangeOutcome,
  /** A drag of items began or ended (null) in a window. */
  'drags.changed': z.object({ dragId: Id, drag: WindowDrag.nullable() }),
  'documents.changed': z.object({}),
  'documents.folderMoved': z.object({ move: FolderMove.nullable() }),
  'edits.changed': z.array(Edit),
  'edits.outdatedChanged': z.array(OutdatedCopy),
  'accounts.changed': z.array(Account),
  'places.recentChanged': z.array(RecentFolder),
  'settings.changed': Settings,
  'network.changed': z.object({}),
  'signIn.changed': SignIn,
  'accountImport.changed': ImportPlan,
  /** The service throttles the account until then; null: it may continue. */
  'account.waiting': z.object({ accountId: Id, until: z.string().nullable() }),
  'app.command': z.object({ command: Command }),
  /** Someone opened an onedrive: address; get it with `app.takeAddress`. */
  'app.addressGiven': z.object({}),
  'profile.noticesChanged': z.object({}),
  'updates.changed': UpdateState,
} as const satisfies Record<string, z.ZodType>;

export type MethodName = keyof typeof methods;
export type EventName = keyof typeof events;
export type Input<M extends MethodName> = z.input<(typeof methods)[M]['input']>;
export type Output<M extends MethodName> = z.output<(typeof methods)[M]['output']>;
export type Payload<E extends EventName> = z.output<(typeof events)[E]>;
