import type { MessageKey } from './catalogue.ts';
import {
  type SayableNameFault,
  toCertificateReason,
  toNameReason,
  toSecretReason,
} from './failure-reasons.ts';
import { t } from './translate.ts';
import { formatDuration, formatSize } from './units.ts';

type CodeOf<K> = K extends `failures.${infer Code}.title` ? Code : never;
type KindOf<K> = K extends `failures.notOpened.kinds.${infer Kind}` ? Kind : never;

/** Like `Failure` of `errors.ts`, but typed so that a code without a text doesn't compile. */
export interface SayableFailure {
  readonly code: CodeOf<MessageKey>;
  readonly subject: string | null;
  readonly facts: SayableFacts;
}

/** A code has those that `codeFacts` declares for it. */
interface SayableFacts {
  readonly missing?: string | null;
  readonly nearest?: string | null;
  readonly rule?: SayableNameFault['rule'];
  readonly offending?: string | null;
  readonly suggestion?: string | null;
  readonly waitMs?: number | null;
  readonly who?: string | null;
  readonly isReading?: boolean | null;
  readonly isOwn?: boolean | null;
  readonly freeBytes?: number | null;
  readonly neededBytes?: number | null;
  readonly account?: string | null;
  readonly fileKind?: KindOf<MessageKey> | null;
  readonly disk?: 'full' | 'limit' | 'denied' | null;
  /** In no text; the page offers to ask for them. */
  readonly scopes?: readonly string[] | null;
}

/**
 * `title` says what happened, in one line; `text` says what is safe and what to do now. `leftMs`: of its wait, by now; left
 * out: the whole.
 */
export function toFailureSentences(
  failure: SayableFailure,
  leftMs: number | null = null,
): { title: string; text: string } {
  const values = toValues(failure, leftMs);
  return {
    title: t(`failures.${failure.code}.title`, values),
    text: t(`failures.${failure.code}.text`, values),
  };
}

function toValues(failure: SayableFailure, leftMs: number | null) {
  const { missing = null, nearest = null, offending = null } = failure.facts;
  const { suggestion = null, who = null, isReading = null, isOwn = null } = failure.facts;
  const { waitMs: wholeMs = null, fileKind = null, disk = null } = failure.facts;
  const { account = null, freeBytes = null, neededBytes = null } = failure.facts;
  const waitMs = leftMs ?? wholeMs;
  const subject = failure.subject === '' ? null : failure.subject;
  return {
    subject,
    hasSubject: subject !== null,
    missing,
    hasMissing: missing !== null,
    nearest,
    hasNearest: nearest !== null,
    offending,
    hasOffending: offending !== null,
    suggestion,
    hasSuggestion: suggestion !== null,
    who,
    hasWho: who !== null,
    isReading: isReading === true,
    isOwn: isOwn === true,
    wait: waitMs === null ? null : formatDuration(waitMs),
    hasWait: waitMs !== null,
    hasPassed: leftMs !== null && leftMs <= 0,
    free: freeBytes === null ? null : formatSize(freeBytes),
    hasFree: freeBytes !== null,
    needed: neededBytes === null ? null : formatSize(neededBytes),
    hasNeeded: neededBytes !== null,
    account,
    hasAccount: account !== null,
    disk: disk ?? 'other',
    reason: toReason(failure),
    kind: t(`failures.notOpened.kinds.${fileKind ?? 'unknown'}`),
  };
}

function toReason({ code, facts }: SayableFailure): string | null {
  const { rule = null, offending = null, missing = null } = facts;
  if (code === 'badName') return toNameReason({ rule, offending });
  if (code === 'certificateUnreadable') return toCertificateReason(offending, missing);
  return code === 'secretUnreadable' ? toSecretReason(offending) : null;
}
