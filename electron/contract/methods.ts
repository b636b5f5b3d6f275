import { z } from 'zod';
import { ImportPlan } from './account-import.ts';
import type { Input, MethodName, Output } from './api.ts';
import { Diagnosis } from './diagnostics.ts';
import { Failure } from './errors.ts';
import { Id, Instant, ItemRef, Transfer } from './records.ts';

/**
 * What programs of the same person may ask for beside the page: the methods on paths, and what goes with them. It is a
 * table as `api.ts` is one; `part` is what a method says while it works. Local paths may stand here: who asks is the
 * person whose computer this is. The page never gets to these rows.
 */
const method = <I extends z.ZodType, O extends z.ZodType, P extends z.ZodType>(
  input: I,
  output: O,
  part: P,
) => ({ input, output, part });

const Count = z.number().int().nonnegative();
const Bytes = Count;
const Nothing = z.never();

/** "myfiles/Finance", "shared/HR/Forms", "onedrive://Finance", the web link of a file or folder, or its ids. */
export const Target = z.union([z.string().min(1).max(4096), ItemRef.strict()]);
export type Target = z.infer<typeof Target>;

/** Absolute, on this computer. */
const LocalPath = z.string().min(1).max(32_768);

/**
 * What becomes of a name that is taken. fail: nothing is changed. replace: what is there gets the new content. rename:
 * both stay, the new one under the next free number. skipSame: the very same content is left alone, other content fails.
 */
export const NameConflict = z.enum(['fail', 'replace', 'rename', 'skipSame']);
export type NameConflict = z.infer<typeof NameConflict>;

export const ListedItem = ItemRef.extend({
  name: z.string(),
  /** "myfiles/Finance/2026.xlsx" */
  path: z.string(),
  /** "package" is a OneNote notebook. */
  kind: z.enum(['file', 'folder', 'package']),
  sizeBytes: Bytes.nullable(),
  childCount: Count.nullable(),
  modifiedAt: Instant.nullable(),
  modifiedBy: z.string().nullable(),
  sharing: z.enum(['none', 'byMe', 'withMe']),
  /** base64; null where the service gives none */
  quickXorHash: z.string().nullable(),
});
export type ListedItem = z.infer<typeof ListedItem>;

/** What a transfer of one file or folder came to, or would come to. */
export const MovedItem = z.object({
  name: z.string(),
  /** In the drive: "myfiles/Finance/2026.xlsx". */
  path: z.string(),
  /** Where it was before, of what was moved or copied in OneDrive. */
  from: z.string().nullable(),
  kind: z.enum(['file', 'folder']),
  outcome: z.enum([
    'created',
    'updated',
    'identical',
    'keptBoth',
    'skipped',
    'downloaded',
    'folderCreated',
    'folderExisted',
    'moved',
    'copied',
    'failed',
    'cancelled',
  ]),
  sizeBytes: Bytes.nullable(),
  /** Where a download lies now. */
  localPath: z.string().nullable(),
  item: ItemRef.nullable(),
  /** Why it failed, or what has to be known of what was done. */
  failure: Failure.nullable(),
});
export type MovedItem = z.infer<typeof MovedItem>;

export const MoveProgress = z.object({
  filesDone: Count,
  filesTotal: Count,
  bytesDone: Bytes,
  bytesTotal: Bytes,
  waitUntil: Instant.nullable(),
  waitReason: Transfer.shape.waitReason,
  /** "Pause all" is on, or a person has paused all that is left. */
  isPaused: z.boolean(),
});
export type MoveProgress = z.infer<typeof MoveProgress>;

const MovePart = z.discriminatedUnion('type', [
  /** The transfers are on the list: from here on they survive the end of the caller. */
  z.object({ type: z.literal('started'), batchId: Id }),
  /** OneDrive does not do it by itself: so much is downloaded and uploaded. null: it does not say how much. */
  z.object({ type: z.literal('through'), sizeBytes: Bytes.nullable() }),
  z.object({ type: z.literal('item'), item: MovedItem }),
  z.object({ type: z.literal('progress'), progress: MoveProgress }),
]);
export type MovePart = z.infer<typeof MovePart>;

const MoveCounts = z.object({
  /** null: nothing was to be moved. */
  batchId: Id.nullable(),
  created: Count,
  updated: Count,
  downloaded: Count,
  /** Moved or copied to another folder, drive or account. */
  placed: Count,
  /** Skipped, for the very same is there already. */
  identical: Count,
  folders: Count,
  failed: Count,
  bytes: Bytes,
});
export type MoveCounts = z.infer<typeof MoveCounts>;

const OfAccount = { accountId: Id };

const Sending = z.strictObject({
  ...OfAccount,
  sources: z
    .array(z.strictObject({ path: LocalPath, name: z.string().min(1).max(1024).nullable() }))
    .min(1)
    .max(5000),
  /** A folder to put them into, or the path that one file gets; "…/" is a folder always. */
  to: Target,
  /** Folders as sources are sent with all that is in them. */
  recursive: z.boolean(),
  makeFolders: z.boolean(),
  conflict: NameConflict,
  dryRun: z.boolean(),
});
export type Sending = z.infer<typeof Sending>;

const Placing = z.strictObject({
  ...OfAccount,
  targets: z.array(Target).min(1).max(5000),
  /** As in `Sending`; of the other account, where there is one. */
  to: Target,
  toAccountId: Id.nullable(),
  makeFolders: z.boolean(),
  conflict: NameConflict,
  dryRun: z.boolean(),
});
export type Placing = z.infer<typeof Placing>;

const placing = method(Placing, MoveCounts, MovePart);

const sending = method(Sending, MoveCounts, MovePart);

export const Differing = z.object({
  /** Below both folders: "2026/plan.docx". */
  path: z.string(),
  state: z.enum(['onlyHere', 'onlyThere', 'differs', 'unreadable']),
  /** How it is known; null where only one side has it. */
  by: z.enum(['size', 'hash', 'kind']).nullable(),
});
export type Differing = z.infer<typeof Differing>;

/** What a console has written to it, in base64: a piece of a file may end within a character. */
const ConsolePart = z.object({ type: z.enum(['stdout', 'stderr']), base64: z.string() });
export type ConsolePart = z.infer<typeof ConsolePart>;

/** A command line of a caller who has a console, but no program of Slipway's that could use it: on Windows. */
const CommandLineRun = z.strictObject({
  arguments: z.array(z.string().max(32_768)).max(5000),
  /** Local paths are relative to it. */
  folder: LocalPath,
  /** The profile that the caller looked for; null: the one without a name. */
  profile: z.string().max(32_768).nullable(),
  /** What a command reads of them. */
  environment: z.strictObject({
    SLIPWAY_ACCOUNT: z.string().max(1024).optional(),
    SLIPWAY_PROFILE: z.string().max(32_768).optional(),
    LC_ALL: z.string().max(1024).optional(),
    LC_MESSAGES: z.string().max(1024).optional(),
    LANG: z.string().max(1024).optional(),
  }),
  /** Each of them: whether it is a terminal. */
  stdoutIsTerminal: z.boolean(),
  stderrIsTerminal: z.boolean(),
  /** Of the terminal; null where there is none. */
  columns: z.number().int().positive().max(10_000).nullable(),
});
export type CommandLineRun = z.infer<typeof CommandLineRun>;

export const commandMethods = {
  // --- the six methods -------------------------------------------------------------------------------------
  /** Page by page; memory does not grow with the number of items. */
  'files.list': method(
    z.strictObject({
      ...OfAccount,
      target: Target,
      recursive: z.boolean(),
      /** The first so many; null: all. */
      limit: z.number().int().positive().nullable(),
    }),
    z.object({ path: z.string(), files: Count, folders: Count, sizeBytes: Bytes }),
    z.array(ListedItem),
  ),
  /** Refuses what exists. */
  'files.create': sending,
  /** Refuses what does not exist. */
  'files.update': sending,
  /** Does either; each item says which. */
  'files.save': sending,
  'files.download': method(
    z.strictObject({
      ...OfAccount,
      targets: z.array(Target).min(1).max(5000),
      /** null: the documents folder. An existing folder, or the path that one file gets. */
      to: LocalPath.nullable(),
      recursive: z.boolean(),
      conflict: NameConflict,
      dryRun: z.boolean(),
    }),
    MoveCounts,
    MovePart,
  ),
  /** Folders go with all that is in them. */
  'files.move': placing,
  'files.copy': placing,
  'files.delete': method(
    z.strictObject({
      ...OfAccount,
      targets: z.array(Target).min(1).max(5000),
      /** Folders go with all that is in them; without it they are refused. */
      recursive: z.boolean(),
      dryRun: z.boolean(),
    }),
    z.object({
      files: Count,
      folders: Count,
      /** In the folders, at any depth. */
      filesInside: Count,
      foldersInside: Count,
      sizeBytes: Bytes,
      failed: z.array(z.object({ path: z.string(), failure: Failure })),
    }),
    z.object({ path: z.string() }),
  ),

  // --- folders -----------------------------------------------------------------------------------------------
  'folders.make': method(
    z.strictObject({
      ...OfAccount,
      path: z.string().min(1).max(4096),
      parents: z.boolean(),
      dryRun: z.boolean(),
    }),
    z.object({ path: z.string(), item: ItemRef.nullable(), madeCount: Count }),
    Nothing,
  ),
  /** Compares a folder here with one in the drive, by size and hash. Moves nothing. */
  'folders.check': method(
    z.strictObject({ ...OfAccount, local: LocalPath, target: Target }),
    z.object({ same: Count, differing: Count, onlyHere: Count, onlyThere: Count, unreadable: Count }),
    Differing,
  ),
  /** Brings the index up to date for a folder and all below it: names, sizes and times, never contents. */
  'folders.sync': method(
    z.strictObject({ ...OfAccount, target: Target }),
    z.object({ path: z.string(), files: Count, folders: Count }),
    z.object({ files: Count, folders: Count }),
  ),
  /** Where a file or folder is: in the drive, and on this computer if there is a copy. */
  'items.where': method(
    z.strictObject({ ...OfAccount, target: Target }),
    z.object({
      path: z.string(),
      item: ItemRef,
      kind: ListedItem.shape.kind,
      webUrl: z.string().nullable(),
      localPath: z.string().nullable(),
    }),
    Nothing,
  ),

  // --- the app itself ----------------------------------------------------------------------------------------
  /** Opens a file with the system's program, or shows a folder in the window. */
  'items.openTarget': method(
    z.strictObject({ ...OfAccount, target: Target }),
    z.object({ path: z.string(), opened: z.enum(['file', 'window']) }),
    MovePart,
  ),
  /** App-only accounts from a YAML file whose secrets nobody has to type. `dryRun`: says what would be added. */
  'accounts.importFile': method(
    z.strictObject({ path: LocalPath, dryRun: z.boolean() }),
    ImportPlan,
    Nothing,
  ),
  /** Starts what earlier sessions left in line, and waits until nothing moves any more. */
  'transfers.continue': method(
    z.strictObject({}),
    z.object({ done: Count, failed: Count, left: Count }),
    z.object({ active: Count, bytesDone: Bytes, bytesTotal: Bytes }),
  ),
  /** Looks at the profile, the disk, accounts and transfers; `reportTo` is where a report is saved, never over a file. */
  'program.diagnose': method(z.strictObject({ reportTo: LocalPath.nullable() }), Diagnosis, Nothing),
  /** Runs a command to its end. Its stdin is asked for piece by piece (`wants` in socket.ts). */
  'commandLine.run': method(CommandLineRun, z.object({ exitCode: Count }), ConsolePart),
  /** Takes ended transfers of one batch off the list. */
  'transfers.clearBatch': method(z.strictObject({ batchId: Id }), z.object({}), Nothing),
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType; part: z.ZodType }>;

/** Rows of `api.ts` that these programs may ask for as well. */
export const sharedMethods = [
  'accounts.list',
  'accounts.addSample',
  'accounts.planRemove',
  'accounts.remove',
  'accountImport.export',
  'transfers.list',
  'transfers.pause',
  'transfers.resume',
  'transfers.cancel',
  'transfers.retry',
  'transfers.clearEnded',
  'storage.summary',
] as const satisfies readonly MethodName[];
export type SharedMethod = (typeof sharedMethods)[number];

export type CommandMethod = keyof typeof commandMethods | SharedMethod;
export type CommandInput<M extends CommandMethod> = M extends keyof typeof commandMethods
  ? z.input<(typeof commandMethods)[M]['input']>
  : M extends MethodName
    ? Input<M>
    : never;
export type CommandOutput<M extends CommandMethod> = M extends keyof typeof commandMethods
  ? z.output<(typeof commandMethods)[M]['output']>
  : M extends MethodName
    ? Output<M>
    : never;
export type CommandPart<M extends CommandMethod> = M extends keyof typeof commandMethods
  ? z.output<(typeof commandMethods)[M]['part']>
  : never;
