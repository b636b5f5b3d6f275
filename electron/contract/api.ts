import { z } from 'zod';
import { ActivityFilter, ActivityLine, BinnedItem } from './activity.ts';
import { AccountChoice, AccountOverview, AccountReport, ManyDone } from './account-overview.ts';
import { ImportPlan } from './account-import.ts';
import { Edit, TextPair } from './edits.ts';
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
import { DragOut } from './drags.ts';
import { ItemDetails } from './item-details.ts';
import { LogEntry, LogLevel } from './log.ts';
import { CheckOut, CheckOutAction } from './check-out.ts';
import { ConnectionCheck, NetworkState } from './network.ts';
import { Licence, Management, UpdateState } from './program.ts';
import { FoundLibraries, Library } from './libraries.ts';
import { MyShares } from './my-shares.ts';
import { Preview } from './previews.ts';
import {
  Account,
  Command,
  CarryPlan,
  CarryVerb,
  ChangeOutcome,
  ConflictChoice,
  CopyMark,
  Crumb,
  DeletePlan,
  FolderNode,
  FolderMove,
  FreedSpace,
  Instant,
  FileFacts,
  Item,
  ItemRef,
  LastSplit,
  KnownQuota,
  Look,
  MoveOutcome,
  Forgotten,
  NamedFailure,
  Picked,
  PlaceName,
  PictureSize,
  Quota,
  SavedFile,
  Selection,
  SelectionSummary,
  Settings,
  Sort,
  Start,
  StartPart,
  StorageSummary,
  Transfer,
  TransferSummary,
  ViewHead,
} from './records.ts';
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
import { TransferBatch, TransferChoice, TransferFilter, TransferLine } from './transfer-list.ts';

/**
 * THE table: every method and event between page and main process, once. Types, checks, client and server
 * derive from it. Inputs are strict (an unknown field is refused); outputs are parsed too, and a field that
 * is not declared here cannot leave the main process even by mistake.
 */
const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

const Id = z.string().min(1).max(512);
const Text = z.string().max(2048);
const Nothing = z.strictObject({});
const Done = z.object({});
const Ref = ItemRef.strict();
/** `count` 0: there was nothing to do. */
const Started = z.object({ batchId: Id, count: z.number().int() });

const sort = z.array(Sort.strict()).max(2);
const foldersFirst = z.boolean().default(true);
const filter = z.string().max(1024);
const OfAccount = z.strictObject({ accountId: Id });
const OfAccounts = z.strictObject({ accountIds: AccountChoice });
const OfSignIn = z.strictObject({ signInId: Id });
const OfGrant = z.strictObject({ accountId: Id, item: Ref, grantId: z.string().min(1).max(2048) });
const OfVersion = z.strictObject({ accountId: Id, item: Ref, versionId: Id });
const OfView = z.strictObject({ viewId: Id });
const OfFolder = z.strictObject({ accountId: Id, folder: Ref.nullable() });
const OfDocument = z.strictObject({ documentId: Id });
const OfDocuments = z.strictObject({ documentIds: z.array(Id).min(1).max(20_000) });

export const methods = {
  // --- the app -------------------------------------------------------------------------------------------
  'app.start': method(Nothing, Start),
  /** The page tells that the first folder is on screen, with the number of its items. */
  'app.painted': method(z.strictObject({ itemCount: z.number().int().nonnegative() }), Done),
  /** Of the account's own drive, or of a library. */
  'app.quota': method(z.strictObject({ accountId: Id, driveId: Id.optional() }), Quota),
  /** Of its own drive as it was told last, with nothing asked; null: nobody ever asked. */
  'app.knownQuota': method(OfAccount, KnownQuota.nullable()),
  /** The onedrive: address somebody opened outside, once; null when there is none. */
  'app.takeAddress': method(Nothing, z.object({ text: Text.nullable() })),
  /** What is wrong with Slipway's own files on this computer, and what became of them. */
  'profile.notices': method(Nothing, z.array(Failure)),
  'profile.dismissNotice': method(z.strictObject({ code: ErrorCode }), Done),
  'app.licences': method(Nothing, z.array(Licence)),
  'app.management': method(Nothing, Management),

  // --- updates -------------------------------------------------------------------------------------------
  /** Each of these answers at once; `updates.changed` tells what happens next. One that does not fit the state does nothing. */
  'updates.state': method(Nothing, UpdateState),
  'updates.check': method(Nothing, UpdateState),
  'updates.download': method(Nothing, UpdateState),
  /** Ends Slipway and starts the new one, as soon as no transfer is under way. */
  'updates.install': method(Nothing, UpdateState),
  /** Takes back an install that still waits for transfers. */
  'updates.postpone': method(Nothing, UpdateState),

  // --- accounts ------------------------------------------------------------------------------------------
  'accounts.list': method(Nothing, z.array(Account)),
  'accounts.addSample': method(Nothing, Account),
  'accounts.rename': method(z.strictObject({ accountId: Id, name: z.string().min(1).max(256) }), Done),
  /** Their order and headings in the sidebar; accounts left out keep their place at the end. */
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
  /** Signs out and forgets: credentials, index, tickets, transfers; local copies too when asked. */
  'accounts.remove': method(z.strictObject({ accountId: Id, includeDocuments: z.boolean() }), Done),
  /** The instant until which the service asked the account to wait; null when it may continue. */
  'accounts.waiting': method(OfAccount, z.object({ until: z.string().nullable() })),
  'accounts.permissions': method(OfAccount, Permissions),
  /** All accounts at a glance: what is known here of each. Opens none, asks nothing. */
  'accounts.overview': method(Nothing, z.array(AccountOverview)),
  /** Asks OneDrive how full their drives are; `accounts.overview` has it then. */
  'accounts.askQuotas': method(OfAccounts, ManyDone),
  /** Pauses or resumes their transfers, and the reading of drives that are being read. */
  'accounts.pause': method(OfAccounts.extend({ isPaused: z.boolean() }), Done),
  'accounts.planRemoveMany': method(OfAccounts, Removal),
  /** Signs out of each and forgets it; local copies stay. */
  'accounts.removeMany': method(OfAccounts, ManyDone),
  /** As CSV into a folder that the person chooses; null when they chose none. */
  'accounts.export': method(
    OfAccounts.extend({ report: AccountReport }),
    z.object({ name: z.string() }).nullable(),
  ),

  // --- signing in ------------------------------------------------------------------------------------------
  'signIn.defaults': method(Nothing, SignInDefaults),
  /** Answers at once; `signIn.changed` tells what happens next. It ends with the window that began it. */
  'signIn.begin': method(SignInRequest, SignIn),
  /** Opens the page in the browser once more. */
  'signIn.openAgain': method(OfSignIn, Done),
  'signIn.cancel': method(OfSignIn, Done),
  /** App-only: people whose name or address begins so. At most 25. */
  'signIn.findOwners': method(
    z.strictObject({ signInId: Id, text: z.string().max(256) }),
    z.array(DriveOwner),
  ),
  /** App-only: everybody of the organisation, by name, in parts. `cursor` null: the first one is wanted, or was the last. */
  'signIn.listOwners': method(
    OfSignIn.extend({ cursor: Id.nullable() }),
    z.object({ owners: z.array(DriveOwner), cursor: Id.nullable() }),
  ),
  /** App-only: which of them have a drive, in the order asked. Nobody gets one by it. */
  'signIn.checkDrives': method(
    OfSignIn.extend({ userIds: z.array(Id).min(1).max(100) }),
    z.array(DriveState),
  ),
  /**
   * App-only: each drive becomes an account of its own; one that fails does not keep the others. When none failed, the sign-in is
   * done, unless `keepOpen` says that others follow.
   */
  'signIn.addDrives': method(
    OfSignIn.extend({
      drives: z.array(DriveChoice).min(1).max(500),
      keepOpen: z.boolean().default(false),
    }),
    z.array(DriveAdded),
  ),

  // --- many accounts from a file ---------------------------------------------------------------------------
  /** Reads an offered YAML file and says what would be done. */
  'accountImport.read': method(z.strictObject({ ticket: Id }), ImportPlan),
  /** `secrets` for the tenants that prompt, by their name. `accountImport.changed` tells how it goes. */
  'accountImport.run': method(
    z.strictObject({ importId: Id, secrets: z.record(z.string().max(256), z.string().min(1).max(4096)) }),
    ImportPlan,
  ),
  /** The app-only accounts there are in the same format, without secrets. */
  'accountImport.export': method(Nothing, z.object({ yaml: z.string() })),

  // --- views: a folder (or the list of shared items) in an order ---------------------------------------------
  /** Opens at once with what the index holds and starts a listing; `view.changed` tells what came of it. */
  'view.open': method(
    z.strictObject({
      accountId: Id,
      place: PlaceName,
      /** null: the root of the place */
      folder: Ref.nullable(),
      sort,
      foldersFirst,
      /** See `query.ts`. */
      filter,
      /** By size, folders go by what the index knows to be in them, also before it knows all of the drive. */
      withFolderSizes: z.boolean().default(false),
    }),
    ViewHead,
  ),
  /**
   * Another order or filter for an open view. In a search the filter is the query, and a newer query ends an older one that
   * has no answer yet: `cancelled`.
   */
  'view.arrange': method(z.strictObject({ viewId: Id, sort, foldersFirst, filter }), ViewHead),
  /** Rows [from, to) by ordinal; fewer at the end. At most 500 a call. */
  'view.rows': method(
    z.strictObject({ viewId: Id, from: z.number().int().nonnegative(), to: z.number().int().nonnegative() }),
    z.object({ revision: z.number().int(), from: z.number().int(), rows: z.array(Row) }),
  ),
  /** The ordinal of an item, or null when it is not in this view. */
  'view.locate': method(
    z.strictObject({ viewId: Id, itemId: Id }),
    z.object({ ordinal: z.number().int().nullable() }),
  ),
  /** Type-ahead: the first row at or after `from` (wrapping round) whose name starts so, or null. */
  'view.findPrefix': method(
    z.strictObject({ viewId: Id, prefix: z.string().min(1).max(255), from: z.number().int().nonnegative() }),
    z.object({ ordinal: z.number().int().nullable() }),
  ),
  /** `accountIds`: whose they are; more than one in a search across accounts. */
  'view.summarize': method(
    z.strictObject({ selection: Selection }),
    SelectionSummary.extend({ accountIds: z.array(Id) }),
  ),
  /**
   * Two open folders beside each other, by name and content. `chosen`: what the rules of the answer select on each side.
   * A search has no folder to compare: `viewGone`.
   */
  'view.compare': method(z.strictObject({ viewId: Id, otherViewId: Id, chosen: ChosenOutcomes }), Comparison),
  /** List the folder again now. */
  'view.refresh': method(OfView, ViewHead),
  'view.close': method(OfView, Done),

  // --- the index: searching, and what it tells at a glance -----------------------------------------------------
  /**
   * Opens a search as a view: rows, order, selection and commands as in a folder, with `search` in its head. `filter` is
   * the query of `query.ts`; `sort` empty orders by what was meant most likely. Nothing is asked of OneDrive. A command on
   * a selection takes those of the account that it names.
   */
  'search.open': method(
    z.strictObject({
      /** Where one is; with scope "account", what is searched; with "drive", only its own drive. */
      accountId: Id,
      scope: z.enum(['account', 'all', 'drive']),
      /** The folder that is open: what is near it goes before. */
      near: Ref.nullable(),
      /** Only what lies in this folder, at any depth. */
      within: Ref.nullable(),
      sort,
      filter,
    }),
    ViewHead,
  ),
  /** Asks OneDrive's own search as well, which looks into files and at what others share; `view.changed` tells of it. */
  'search.online': method(OfView, ViewHead),
  'index.state': method(Nothing, z.array(IndexState)),
  /** Enumerates a drive from its beginning, or a folder of someone else; null: the account's own drive. */
  'index.enumerate': method(z.strictObject({ accountId: Id, folder: Ref.nullable() }), Done),
  /** `folder` as for `index.enumerate`. */
  'index.pause': method(
    z.strictObject({ accountId: Id, folder: Ref.nullable(), isPaused: z.boolean() }),
    Done,
  ),
  /** A folder of someone else that was enumerated by itself: it is not kept up to date any more, nor found. */
  'index.exclude': method(z.strictObject({ accountId: Id, folder: Ref }), Done),
  /** `folder` null: the whole drive, here and below. The largest and the oldest files are a search with an order. */
  'facts.totals': method(OfFolder, FolderTotals),
  /** Of folders in a list. */
  'facts.folderTotals': method(
    z.strictObject({
      accountId: Id,
      folders: z.array(Ref).max(500),
      /** Also before all of the drive is known: what is known of it. */
      soFar: z.boolean(),
    }),
    FolderSizes,
  ),
  /** For a treemap: `depth` levels, of each folder the `most` largest and the rest together. */
  'facts.tree': method(
    OfFolder.extend({
      depth: z.number().int().min(1).max(10),
      most: z.number().int().min(1).max(500),
    }),
    FolderTree,
  ),
  /** Files of the same size and hash. The view of the query `is:duplicate` has them for selecting. */
  'facts.duplicates': method(
    OfFolder.extend({
      minBytes: z.number().int().nonnegative(),
      from: z.number().int().nonnegative(),
      to: z.number().int().nonnegative(),
    }),
    Duplicates,
  ),
  'facts.changes': method(OfFolder.extend({ since: Instant }), Changes),
  'facts.types': method(OfFolder, Types),

  // --- paths ---------------------------------------------------------------------------------------------
  /**
   * `myfiles/Finance`, `shared/HR/Forms`, `onedrive://Finance`. `pathNotFound` names the missing part. With `from`, the path of
   * the folder one is in, also `/Finance`, `..`, `Invoices/2026`, and files.
   */
  'paths.resolve': method(
    z.strictObject({ accountId: Id, text: Text, from: Text.optional() }),
    z.object({
      place: PlaceName,
      folder: ItemRef.nullable(),
      path: z.string(),
      crumbs: z.array(Crumb),
      /** The file it led to, which lies in `folder`. */
      item: ItemRef.nullable(),
    }),
  ),

  /** The panes beside each other, for the next start. @see LastPlaces */
  'places.noteSplit': method(
    z.strictObject({ split: LastSplit.nullable(), startPart: StartPart.nullable() }),
    Done,
  ),
  /** What is looked at, and in which order, for the next start. */
  'places.note': method(
    z.strictObject({
      accountId: Id,
      place: PlaceName,
      folder: Ref.nullable(),
      sort,
      look: Look.default('list'),
    }),
    Done,
  ),

  /** Folders that were open, the latest first, of all accounts. */
  'places.recent': method(Nothing, z.array(RecentFolder)),

  // --- what others share -----------------------------------------------------------------------------------
  /** Takes something off the list of shared items, or lists it again. Nothing happens in OneDrive. */
  'shared.hide': method(z.strictObject({ accountId: Id, item: Ref, hidden: z.boolean() }), Done),
  /** What a sharing link leads to. From then on it is on the list of shared items, unless it is the person's own. */
  'shared.openLink': method(
    z.strictObject({ accountId: Id, link: Text }),
    z.object({ item: Item, isMine: z.boolean() }),
  ),
  /** "Add shortcut to My files", at the top; the name it was given. */
  'shared.addShortcut': method(z.strictObject({ accountId: Id, item: Ref }), z.object({ name: z.string() })),

  // --- libraries of SharePoint sites -------------------------------------------------------------------------
  /** Asks which sites the person follows and which libraries those have; `accounts.changed` tells of a new list. */
  'libraries.refresh': method(OfAccount, Done),
  /** Libraries of the sites with these words in their names; "*" finds all sites. */
  'libraries.find': method(
    z.strictObject({ accountId: Id, text: z.string().min(1).max(256) }),
    FoundLibraries,
  ),
  /** On the list from then on. */
  'libraries.add': method(z.strictObject({ accountId: Id, siteId: Id, driveId: Id }), Library),
  /** Off the list, or on it again. Nothing happens in SharePoint. */
  'libraries.hide': method(z.strictObject({ accountId: Id, driveId: Id, hidden: z.boolean() }), Done),

  // --- items ---------------------------------------------------------------------------------------------
  /** Asked of OneDrive each time. */
  'items.details': method(z.strictObject({ accountId: Id, item: Ref }), ItemDetails),
  /** Of a file in a library. */
  'items.checkOut': method(z.strictObject({ accountId: Id, item: Ref }), CheckOut),
  /** `comment` goes with a check-in. */
  'items.changeCheckOut': method(
    z.strictObject({ accountId: Id, item: Ref, action: CheckOutAction, comment: z.string().max(1000) }),
    CheckOut,
  ),
  /** The file of that name in a folder, as OneDrive describes it now; null where there is none. */
  'items.findFile': method(z.strictObject({ accountId: Id, parent: Ref, name: Text }), FileFacts.nullable()),
  'items.createFolder': method(z.strictObject({ accountId: Id, parent: Ref, name: Text }), Item),
  'items.rename': method(z.strictObject({ accountId: Id, item: Ref, name: Text }), Item),
  'items.planDelete': method(z.strictObject({ accountId: Id, selection: Selection }), DeletePlan),
  /** Begins; `changes.ended` tells what came of it. */
  'items.delete': method(z.strictObject({ accountId: Id, selection: Selection }), Started),
  /** To another folder of the same drive; what is there already is left out. */
  'items.move': method(z.strictObject({ pickId: Id, accountId: Id, to: Ref }), Started),
  'items.copy': method(z.strictObject({ pickId: Id, accountId: Id, to: Ref }), Started),
  /** What would travel through this computer to get there; null: the service does it by itself. */
  'items.planCarry': method(
    z.strictObject({ verb: CarryVerb, pickId: Id, accountId: Id, to: Ref }),
    CarryPlan.nullable(),
  ),
  /** Begins to send it there: transfers like any other. */
  'items.carry': method(z.strictObject({ verb: CarryVerb, pickId: Id, accountId: Id, to: Ref }), Started),
  /** Keeps what is selected under a name, for a move or a copy later. */
  'items.pick': method(z.strictObject({ accountId: Id, selection: Selection }), Picked),
  /** What a drag of these would take to other programs. Asked when the pointer goes down: a drag can't wait. */
  'drags.plan': method(z.strictObject({ accountId: Id, selection: Selection }), DragOut),
  /** Begins the system's drag of the files of a plan; the page ends its own. */
  'drags.start': method(z.strictObject({ dragId: Id }), Done),
  /** Downloads into Slipway's own folder what was to be dragged out and is not here. */
  'drags.fetch': method(z.strictObject({ dragId: Id }), Started),
  /** Whether files that were let go here are those of that drag: a file of that name from elsewhere is not. */
  'drags.isOwn': method(
    z.strictObject({ dragId: Id, tickets: z.array(Id).min(1).max(20_000) }),
    z.object({ isOwn: z.boolean() }),
  ),
  /** Puts local copies on the system's clipboard as files, with their paths in OneDrive as text; false: some are not here. */
  'items.copyFiles': method(z.strictObject({ pickId: Id }), z.object({ isDone: z.boolean() })),
  /** The folders in a folder; `folder` null: in My Files. */
  'folders.list': method(z.strictObject({ accountId: Id, folder: Ref.nullable() }), z.array(FolderNode)),
  'folders.find': method(
    z.strictObject({ accountId: Id, text: z.string().min(1).max(200) }),
    z.array(FolderNode),
  ),
  /** What was changed, newest first: lines [from, to) of what passes the filter. At most 1,000 a call. */
  'activity.list': method(
    z.strictObject({
      filter: ActivityFilter,
      from: z.number().int().nonnegative(),
      to: z.number().int().nonnegative(),
    }),
    z.object({ count: z.number().int(), lines: z.array(ActivityLine) }),
  ),
  /** What was deleted from here and is in the recycle bin by all that is known, newest first. At most 1,000 a call. */
  'bin.list': method(
    z.strictObject({
      accountId: Id,
      from: z.number().int().nonnegative(),
      to: z.number().int().nonnegative(),
    }),
    z.object({ count: z.number().int(), lines: z.array(ActivityLine) }),
  ),
  /**
   * What is in the recycle bin of a work drive's site, newest first, by Microsoft's preview. It may fail at any time, and
   * nothing else depends on it. `hasMore`: the bin holds more than is told.
   */
  'bin.listOfSite': method(OfAccount, z.object({ items: z.array(BinnedItem), hasMore: z.boolean() })),
  /** Opens the recycle bin of the account’s drive on its website. */
  'bin.openOnWeb': method(OfAccount, Done),
  /** As CSV into a folder that the person chooses; null when they chose none. */
  'activity.export': method(
    z.strictObject({ filter: ActivityFilter }),
    z.object({ name: z.string() }).nullable(),
  ),
  /** Opens the item on OneDrive’s website; null: the account's drive. */
  'items.openOnWeb': method(z.strictObject({ accountId: Id, item: Ref.nullable() }), Done),
  /** Takes back what a batch changed, all that can be, or some of it. The new batch can be undone in turn. */
  'changes.undo': method(
    z.strictObject({ batchId: Id, entryIds: z.array(Id).min(1).max(5000).nullable() }),
    Started,
  ),
  /**
   * Fetches the file into the documents folder where needed, then opens it with the system's program. Kinds that could do
   * harm are `notOpened`, and nothing is fetched.
   */
  'items.open': method(z.strictObject({ accountId: Id, item: Ref }), z.object({ transferId: Id.nullable() })),
  /** The same, but shows the file in its folder, whatever its kind. */
  'items.show': method(z.strictObject({ accountId: Id, item: Ref }), z.object({ transferId: Id.nullable() })),

  // --- sharing -------------------------------------------------------------------------------------------
  /** Who has access. A link's address never reaches the page: main copies it. */
  'sharing.access': method(z.strictObject({ accountId: Id, item: Ref }), ItemAccess),
  /** What others can see of the account's own drive. */
  'sharing.mine': method(OfAccount, MyShares),
  /** Makes a link, or finds the one of the same kind that is there, and copies its address. */
  'sharing.createLink': method(
    z.strictObject({
      accountId: Id,
      item: Ref,
      type: LinkType,
      scope: LinkScope,
      expiresAt: Instant.nullable(),
      password: z.string().min(1).max(256).nullable(),
    }),
    AccessGrant,
  ),
  'sharing.copyLink': method(OfGrant, Done),
  /** Copies the address that opens the item for people who have access already; nobody gets any by it. */
  'sharing.copyAddress': method(z.strictObject({ accountId: Id, item: Ref }), Done),
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
  /** Newest first; the first one is the present content. */
  'versions.list': method(z.strictObject({ accountId: Id, item: Ref }), z.array(FileVersion)),
  /** Makes an earlier version the present one. What it replaces becomes a version itself: nothing is lost. */
  'versions.restore': method(OfVersion, Done),
  /** The text of a version (`mine`) beside the present one (`theirs`); null for files that are no texts. */
  'versions.compare': method(OfVersion, TextPair.nullable()),
  /** The same for what is no text: shown like the present content, where that can be done with an earlier one. */
  'versions.preview': method(OfVersion, Preview),
  /** Into a folder that the person chooses, under a name that tells its date; null when they chose none. */
  'versions.save': method(OfVersion, z.object({ name: z.string(), path: z.string() }).nullable()),

  // --- looking without downloading -------------------------------------------------------------------------
  /**
   * content:// URLs of small pictures, in the order asked; null where there is none. Those seen before come from this
   * computer. `requestId`: a name of the page's own, to take the request back.
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
  /** Nobody looks at those pictures any more: the request ends as `cancelled`. */
  'previews.cancel': method(z.strictObject({ requestId: Id }), Done),
  'previews.preview': method(z.strictObject({ accountId: Id, item: Ref }), Preview),
  /** Shows all pages of a document in the browser, by the service's own viewer. */
  'previews.openPages': method(z.strictObject({ accountId: Id, item: Ref }), Done),

  // --- transfers -----------------------------------------------------------------------------------------
  /**
   * intent "upload": a name that exists is a conflict for the person to decide.
   * intent "save": a name that exists is updated, else the file is created; `outcome` says which.
   */
  'transfers.upload': method(
    z.strictObject({
      accountId: Id,
      parent: Ref,
      tickets: z.array(Id).min(1).max(5000),
      intent: z.enum(['upload', 'save']),
    }),
    z.object({ batchId: Id, count: z.number().int() }),
  ),
  /** Into the folder that the settings name; null when a person was asked for one and chose none. */
  'transfers.download': method(
    z.strictObject({ accountId: Id, selection: Selection }),
    z.object({ batchId: Id, count: z.number().int() }).nullable(),
  ),
  /** Asks the person for a folder of this computer first; null when they chose none. */
  'transfers.downloadTo': method(
    z.strictObject({ accountId: Id, selection: Selection }),
    z.object({ batchId: Id, count: z.number().int() }).nullable(),
  ),
  /**
   * Asks for a folder of this computer and moves what a download left in Slipway's own folder there, a folder as a whole; null
   * when nobody chose one. `copyEdited` ones stay.
   */
  'transfers.moveTo': method(z.strictObject({ transferId: Id }), MoveOutcome.nullable()),
  /** Shows what a download left, in the system's file manager: in a chosen folder, or a whole folder in Slipway's own. */
  'transfers.show': method(z.strictObject({ transferId: Id }), Done),
  /** All of them at once, for callers that want the whole; a page asks for lines. */
  'transfers.list': method(Nothing, z.object({ transfers: z.array(Transfer), summary: TransferSummary })),
  /** Lines [from, to) of the list, newest batch first. At most 500 a call. */
  'transfers.lines': method(
    z.strictObject({
      filter: TransferFilter,
      /** Batches of which only the heading is shown. */
      collapsed: z.array(Id).max(1000),
      from: z.number().int().nonnegative(),
      to: z.number().int().nonnegative(),
    }),
    z.object({ revision: z.number().int(), count: z.number().int(), lines: z.array(TransferLine) }),
  ),
  /** The few that matter most now: what needs a person, what moves, what waits, what ended last. */
  'transfers.top': method(
    z.strictObject({ most: z.number().int().min(1).max(100) }),
    z.object({ revision: z.number().int(), transfers: z.array(Transfer), summary: TransferSummary }),
  ),
  'transfers.find': method(z.strictObject({ transferId: Id }), Transfer.nullable()),
  /** What is under way or in line stops; nothing that the service has of it is lost. */
  'transfers.pause': method(TransferChoice, Done),
  'transfers.resume': method(TransferChoice, Done),
  /** Before all others of their account, also before what is paused. */
  'transfers.prioritize': method(TransferChoice, Done),
  'transfers.cancel': method(TransferChoice, Done),
  /** Retries failed transfers. By id, it also restarts cancelled ones and ends waits. */
  'transfers.retry': method(TransferChoice, Done),
  /** The page noticed a network: what waits for one tries again. */
  'app.networkBack': method(Nothing, Done),
  'transfers.resolve': method(
    z.strictObject({
      transferId: Id,
      choice: ConflictChoice,
      /** the same choice for every other conflict of the batch, now and later */
      applyToBatch: z.boolean(),
    }),
    Done,
  ),
  /** Takes ended transfers off the list. */
  'transfers.clearEnded': method(Nothing, Done),
  /** Dismisses `damagedJournal` of the summary. */
  'transfers.dismissDamage': method(Nothing, Done),

  // --- documents -----------------------------------------------------------------------------------------
  'documents.list': method(Nothing, z.array(SavedFile)),
  'documents.open': method(OfDocument, Done),
  'documents.show': method(OfDocument, Done),
  'documents.remove': method(OfDocument, Done),
  /** Many at once; one that can't be removed does not keep the others. The names of those. */
  'documents.removeMany': method(OfDocuments, z.object({ failed: z.array(NamedFailure) })),
  /** Asks OneDrive which copies have a newer version; `documents.changed` tells what came of it. */
  'documents.check': method(Nothing, Done),
  /** OneDrive's version in the place of copies that were not edited. */
  'documents.renew': method(OfDocuments, z.object({ count: z.number().int() })),
  /** Asks for a folder of this computer and moves copies there; null when nobody chose one. */
  'documents.moveTo': method(OfDocuments, MoveOutcome.nullable()),
  'documents.keep': method(OfDocuments.extend({ isKept: z.boolean() }), Done),
  /**
   * Keeps files and folders of the drive on this computer from now on, with what is added to the folders, and fetches what is
   * not here; or lets go of them, which removes nothing. `batchId`: of what is fetched.
   */
  'copies.keep': method(
    z.strictObject({ accountId: Id, selection: Selection, isKept: z.boolean() }),
    z.object({ count: z.number().int(), batchId: Id.nullable() }),
  ),
  /** What is to be said of local copies, in the order asked; `path` is of the folder that the items are in. */
  'copies.marks': method(
    z.strictObject({ accountId: Id, path: Text, items: z.array(Ref).max(500) }),
    z.array(CopyMark.nullable()),
  ),
  'documents.planFreeSpace': method(Nothing, FreedSpace),
  /** Removes copies that were not edited and that OneDrive has, too. */
  'documents.freeSpace': method(Nothing, FreedSpace),
  /** Sends a copy that was edited here back to where it came from, guarded by the version that was downloaded. */
  'documents.saveBack': method(OfDocument, z.object({ transferId: Id })),
  'documents.showFolder': method(Nothing, Done),
  /** The move of Slipway's own folder that is under way, or failed last. */
  'documents.folderMove': method(Nothing, FolderMove.nullable()),
  /**
   * Asks for another place for that folder, and begins to move it; `isBegun` false: nobody chose one. What opens or removes its
   * files waits until it is there.
   */
  'documents.moveFolder': method(Nothing, z.object({ isBegun: z.boolean() })),

  // --- edits of local copies -------------------------------------------------------------------------------
  /** Those that are not in OneDrive yet, and the latest that are. */
  'edits.list': method(Nothing, z.array(Edit)),
  /** OneDrive's version takes the place of the copy, which goes to the trash of this computer. `trashFailed`: nothing was done. */
  'edits.takeTheirs': method(OfDocument, z.object({ batchId: Id })),
  /** Opens the copy, and OneDrive's version beside it under another name. */
  'edits.openBoth': method(OfDocument, Done),
  /** Both texts, where it is a text; null for other kinds. */
  'edits.compare': method(OfDocument, TextPair.nullable()),

  // --- settings ------------------------------------------------------------------------------------------
  'settings.get': method(Nothing, Settings),
  'settings.change': method(Settings.partial().strict(), Settings),
  'network.state': method(Nothing, NetworkState),
  /** Looks at each part of the way to OneDrive. Sends no token, changes nothing. */
  'network.check': method(Nothing, z.array(ConnectionCheck)),
  /** For the proxy that `network.state` says wants it. `isKept`: sealed for the next start. */
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
  /** Another window of this profile, in a folder that has its own history, selection and order from then on. */
  'program.openWindow': method(WindowStart, Done),
  /** A zip of texts into a folder that the person chooses: versions, settings, log, failures. null: they chose none. */
  /** The latest 500 of what was logged, oldest first: from `level` on, with all words of `text`. */
  'program.log': method(z.strictObject({ level: LogLevel, text: z.string().max(255) }), z.array(LogEntry)),
  'program.saveReport': method(Nothing, z.object({ name: z.string() }).nullable()),
  /** Accounts, index, settings, log; local copies too when asked. Running transfers are cancelled. */
  'storage.forgetEverything': method(z.strictObject({ includeDocuments: z.boolean() }), Forgotten),
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export const events = {
  'view.changed': ViewHead,
  /** At most ten times a second. */
  'transfers.changed': z.object({
    /** Grows when a line came, went, or is in another state. While it stays, `transfers` is all that is new. */
    revision: z.number().int(),
    /** Those that changed; of many at once only the latest hundred. */
    transfers: z.array(Transfer),
    /** The batches of those, as they are now. */
    batches: z.array(TransferBatch),
    /** Batches with nothing left running, since the last time. */
    ended: z.array(TransferBatch),
    summary: TransferSummary,
  }),
  /** At most twice a second for each drive. */
  'index.changed': IndexState,
  /** A batch of changes has nothing left to do. */
  'changes.ended': ChangeOutcome,
  'documents.changed': z.object({}),
  'documents.folderMoved': z.object({ move: FolderMove.nullable() }),
  'edits.changed': z.array(Edit),
  'accounts.changed': z.array(Account),
  'places.recentChanged': z.array(RecentFolder),
  'settings.changed': Settings,
  'network.changed': z.object({}),
  'signIn.changed': SignIn,
  'accountImport.changed': ImportPlan,
  /** The service asked an account to wait; null when it may continue. */
  'account.waiting': z.object({ accountId: Id, until: z.string().nullable() }),
  /** A command of the menu bar. */
  'app.command': z.object({ command: Command }),
  /** Somebody opened an onedrive: address outside: take it. */
  'app.addressGiven': z.object({}),
  'profile.noticesChanged': z.object({}),
  'updates.changed': UpdateState,
} as const satisfies Record<string, z.ZodType>;

export type MethodName = keyof typeof methods;
export type EventName = keyof typeof events;
/** What a caller passes. */
export type Input<M extends MethodName> = z.input<(typeof methods)[M]['input']>;
/** What a caller gets. */
export type Output<M extends MethodName> = z.output<(typeof methods)[M]['output']>;
export type Payload<E extends EventName> = z.output<(typeof events)[E]>;
