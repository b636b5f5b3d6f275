import { z } from 'zod';
import { errorCodes, toFailure } from './error-codes.ts';

export { errorCodes, toFailure } from './error-codes.ts';

export const ErrorCode = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** File types that are never opened with their default program. */
export const FileKind = z.enum([
  'program',
  'script',
  'link',
  'installer',
  'settings',
  'diskImage',
  'archive',
  'webPage',
  'macros',
  'unknown',
]);
export type FileKind = z.infer<typeof FileKind>;

/** `limit`: the file system limits the size of a file. */
export const DiskTrouble = z.enum(['full', 'limit', 'denied']);
export type DiskTrouble = z.infer<typeof DiskTrouble>;

export const NameRule = z.enum([
  'empty',
  'tooLong',
  'start',
  'character',
  'controlCharacter',
  'brokenCharacter',
  'startSpace',
  'endSpace',
  'endDot',
  'reserved',
]);
export type NameRule = z.infer<typeof NameRule>;

/** For support, shown only under "Details". Never contains a token or URL. */
export const FailureDetails = z.object({
  status: z.number().int().nullable(),
  serviceCode: z.string().nullable(),
  requestId: z.string().nullable(),
  at: z.string(),
});
export type FailureDetails = z.infer<typeof FailureDetails>;

/** In the user's terms; null if unknown. `codeFacts` says which code has which. */
export const FailureFacts = z.object({
  /** The missing part of a path: "Invoices". */
  missing: z.string().nullable(),
  /** The deepest existing folder of that path: "myfiles/Finance". */
  nearest: z.string().nullable(),
  rule: NameRule.nullable(),
  /**
   * Of a name: its forbidden characters ("? *"), what it starts with ("~$"), the reserved name ("CON"), or its length
   * ("300"). Of a certificate or secret: what is wrong with it ("expired").
   * Of a copy in use: the lock file beside it ("~$plan.docx").
   */
  offending: z.string().nullable(),
  suggestion: z.string().nullable(),
  waitMs: z.number().nullable(),
  who: z.string().nullable(),
  /** Refused although nothing was to be changed. */
  isReading: z.boolean().nullable(),
  /** In the account's own drive, where nobody else gives or takes access. */
  isOwn: z.boolean().nullable(),
  freeBytes: z.number().nullable(),
  neededBytes: z.number().nullable(),
  /** Its address, or its name if it has none. */
  account: z.string().nullable(),
  /** Missing permissions: sign in again to the same account with these added. */
  scopes: z.array(z.string()).nullable(),
  fileKind: FileKind.nullable(),
  /** null: the disk isn't known to be the reason. */
  disk: DiskTrouble.nullable(),
});
export type FailureFacts = z.infer<typeof FailureFacts>;

const formerCodes: ReadonlyMap<unknown, ErrorCode> = new Map([
  ['moreProofNeeded', 'mfaRequired'],
  ['signInSpoilt', 'signInMismatch'],
  ['nameBusy', 'nameReserved'],
  ['undoGone', 'undoExpired'],
  ['publicFlowsOff', 'publicFlowsDisabled'],
  ['cannotSeal', 'keyringMissing'],
  ['noLongerShared', 'accessRevoked'],
]);
export const toCurrentCode = (code: unknown): unknown => formerCodes.get(code) ?? code;

/** Files of earlier versions hold all facts for every code. */
export const Failure = z
  .object({
    code: z.preprocess(toCurrentCode, ErrorCode),
    subject: z.string().nullable(),
    facts: FailureFacts.partial(),
    details: FailureDetails.nullable(),
  })
  .transform(({ code, subject, facts, details }) => toFailure(code, subject, facts, details));
export type Failure = z.infer<typeof Failure>;
