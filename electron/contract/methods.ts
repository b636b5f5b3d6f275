import { z } from 'zod';
import { ImportPlan } from './account-import.ts';
import type { Input, MethodName, Output } from './api.ts';
import { Diagnosis } from './diagnostics.ts';
import { Failure } from './errors.ts';
import { ItemRef } from './records.ts';
import { Transfer } from './transfers.ts';
import { Bytes, Count, Id, Instant } from './values.ts';

/**
 * For programs of the same user, such as the command line. `part` is sent while a method runs. Local paths
 * are allowed because the caller owns this computer; the page can't call these methods.
 */
const method = <I extends z.ZodType, O extends z.ZodType, P extends z.ZodType>(
  input: I,
  output: O,
  part: P,
) => ({ input, output, part });

const Nothing = z.never();

export const maxPathLength = 4096;
/** Of one command. */
export const maxTargets = 5000;

/** A path ("myfiles/Finance", "shared/HR/Forms", "onedrive://Finance"), a web link, or ids. */
export const Target = z.union([z.string().min(1).max(maxPathLength), ItemRef.strict()]);
export type Target = z.infer<typeof Target>;

export const maxLocalPathLength = 32_768;
const LocalPath = z.string().min(1).max(maxLocalPathLength);

/**
 * fail: change nothing. replace: overwrite the content. rename: keep both, adding the next free number.
 * skipSame: skip identical content, and fail on different content.
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
  /** base64; null where the service provides none */
  quickXorHash: z.string().nullable(),
});
export type ListedItem = z.infer<typeof ListedItem>;

/** Actual or predicted. */
export const MovedItem = z.object({
  name: z.string(),
  /** In the drive: "myfiles/Finance/2026.xlsx". */
  path: z.string(),
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
  localPath: z.string().nullable(),
  item: ItemRef.nullable(),
  /** Why it failed, or a warning about what was done. */
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
  /** "Pause all" is on, or everything left is paused. */
  isPaused: z.boolean(),
});
export type MoveProgress = z.infer<typeof MoveProgress>;

const MovePart = z.discriminatedUnion('type', [
  z.object({ type: z.literal('started'), batchId: Id }),
  /** OneDrive can't do it itself, so this much is downloaded and uploaded. null: unknown. */
  z.object({ type: z.literal('through'), sizeBytes: Bytes.nullable() }),
  z.object({ type: z.literal('item'), item: MovedItem }),
  z.object({ type: z.literal('progress'), progress: MoveProgress }),
]);
export type MovePart = z.infer<typeof MovePart>;

const MoveCounts = z.object({
  /** null: nothing was moved. */
  batchId: Id.nullable(),
  created: Count,
  updated: Count,
  downloaded: Count,
  /** Moved or copied to another folder, drive, or account. */
  placed: Count,
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
    .max(maxTargets),
  /** A target folder, or the path of a single file; "…/" always means a folder. */
  to: Target,
  recursive: z.boolean(),
  makeFolders: z.boolean(),
  conflict: NameConflict,
  dryRun: z.boolean(),
});
export type Sending = z.infer<typeof Sending>;

const Placing = z.strictObject({
  ...OfAccount,
  targets: z.array(Target).min(1).max(maxTargets),
  /** As in `Sending`, but in the other account if one is given. */
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
  path: z.string(),
  state: z.enum(['onlyHere', 'onlyThere', 'differs', 'unreadable']),
  /** How the difference was found; null if only one side has it. */
  by: z.enum(['size', 'hash', 'kind']).nullable(),
});
export type Differing = z.infer<typeof Differing>;

/** Console output in base64, since a chunk may end within a character. */
const ConsolePart = z.object({ type: z.enum(['stdout', 'stderr']), base64: z.string() });
export type ConsolePart = z.infer<typeof ConsolePart>;

/** A command line from a console without its own program to run it, as on Windows. */
const CommandLineRun = z.strictObject({
  arguments: z.array(z.string().max(32_768)).max(5000),
  folder: LocalPath,
  /** The profile name that the caller gave; null: the default one. */
  profile: z.string().max(32_768).nullable(),
  /** The variables that commands read. */
  environment: z.strictObject({
    SLIPWAY_ACCOUNT: z.string().max(1024).optional(),
    SLIPWAY_PROFILE: z.string().max(32_768).optional(),
    LC_ALL: z.string().max(1024).optional(),
    LC_MESSAGES: z.string().max(1024).optional(),
    LANG: z.string().max(1024).optional(),
  }),
  stdoutIsTerminal: z.boolean(),
  stderrIsTerminal: z.boolean(),
  /** The terminal's width; null: not a terminal. */
  columns: z.number().int().positive().max(10_000).nullable(),
});
export type CommandLineRun = z.infer<typeof CommandLineRun>;

export const commandMethods = {
  // --- the six methods -------------------------------------------------------------------------------------
  /** Page by page, so memory use doesn't grow with the number of items. */
  'files.list': method(
    z.strictObject({
      ...OfAccount,
      target: Target,
      recursive: z.boolean(),
      /** null: all. */
      limit: z.number().int().positive().nullable(),
    }),
    z.object({ path: z.string(), files: Count, folders: Count, sizeBytes: Bytes }),
    z.array(ListedItem),
  ),
  'files.create': sending,
  'files.update': sending,
  'files.save': sending,
  'files.download': method(
    z.strictObject({
      ...OfAccount,
      targets: z.array(Target).min(1).max(maxTargets),
      /** A local folder, or the path of a single file; null: the documents folder. */
      to: LocalPath.nullable(),
      recursive: z.boolean(),
      conflict: NameConflict,
      dryRun: z.boolean(),
    }),
    MoveCounts,
    MovePart,
  ),
  /** Includes the contents of folders. */
  'files.move': placing,
  'files.copy': placing,
  'files.delete': method(
    z.strictObject({
      ...OfAccount,
      targets: z.array(Target).min(1).max(maxTargets),
      recursive: z.boolean(),
      dryRun: z.boolean(),
    }),
    z.object({
      files: Count,
      folders: Count,
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
      path: z.string().min(1).max(maxPathLength),
      parents: z.boolean(),
      dryRun: z.boolean(),
    }),
    z.object({
      path: z.string(),
      item: ItemRef.nullable(),
      madeCount: Count,
      /** The paths of the folders that were, or would be, created, from the top. */
      made: z.array(z.string()),
    }),
    Nothing,
  ),
  /** By size and hash. */
  'folders.check': method(
    z.strictObject({ ...OfAccount, local: LocalPath, target: Target }),
    z.object({ same: Count, differing: Count, onlyHere: Count, onlyThere: Count, unreadable: Count }),
    Differing,
  ),
  /** Names, sizes, and times, never contents. */
  'folders.sync': method(
    z.strictObject({ ...OfAccount, target: Target }),
    z.object({ path: z.string(), files: Count, folders: Count }),
    z.object({ files: Count, folders: Count }),
  ),
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
  /** Opens a file with its default program, or shows a folder in the window. */
  'items.openTarget': method(
    z.strictObject({ ...OfAccount, target: Target }),
    /** `isViewOnly`: edits can't be saved there. */
    z.object({ path: z.string(), opened: z.enum(['file', 'window']), isViewOnly: z.boolean() }),
    MovePart,
  ),
  /** Adds app-only accounts from a YAML file whose secrets need no prompt. `dryRun`: only previews them. */
  'accounts.importFile': method(
    z.strictObject({ path: LocalPath, dryRun: z.boolean() }),
    ImportPlan,
    Nothing,
  ),
  /**
   * Waits until all have ended. `liftPause`: also ends "Pause all". `left`: those that wait for a person.
   * `paused`: those that stay paused.
   */
  'transfers.continue': method(
    z.strictObject({ liftPause: z.boolean() }),
    z.object({
      done: Count,
      failed: Count,
      left: Count,
      paused: Count,
      allPaused: z.boolean(),
      pausedAccountIds: z.array(Id),
    }),
    z.object({ active: Count, bytesDone: Bytes, bytesTotal: Bytes }),
  ),
  /** `reportTo`: where to save a report, never overwriting a file. */
  'program.diagnose': method(z.strictObject({ reportTo: LocalPath.nullable() }), Diagnosis, Nothing),
  /** Runs a command to its end, reading stdin in pieces (`wants` in socket.ts). */
  'commandLine.run': method(CommandLineRun, z.object({ exitCode: Count }), ConsolePart),
  'transfers.clearBatch': method(z.strictObject({ batchId: Id }), z.object({}), Nothing),
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType; part: z.ZodType }>;

export const sharedMethods = [
  'accounts.list',
  'accounts.addSample',
  'accounts.pause',
  'accounts.planRemove',
  'accounts.remove',
  'accountImport.export',
  'transfers.list',
  'transfers.pause',
  'transfers.resume',
  'transfers.cancel',
  'transfers.redirect',
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
