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
  readonly facts: {
    readonly missing: string | null;
    readonly nearest: string | null;
    readonly rule: SayableNameFault['rule'];
    readonly offending: string | null;
    readonly suggestion: string | null;
    readonly waitMs: number | null;
    readonly who: string | null;
    readonly freeBytes: number | null;
    readonly fileKind: KindOf<MessageKey> | null;
    readonly disk: 'full' | 'limit' | 'denied' | null;
  };
}

/** `title` says what happened, in one line; `text` says what is safe and what to do now. */
export function toFailureSentences(failure: SayableFailure): { title: string; text: string } {
  const values = toValues(failure);
  return {
    title: t(`failures.${failure.code}.title`, values),
    text: t(`failures.${failure.code}.text`, values),
  };
}

function toValues(failure: SayableFailure) {
  const { facts } = failure;
  const subject = failure.subject === '' ? null : failure.subject;
  return {
    subject,
    hasSubject: subject !== null,
    missing: facts.missing,
    hasMissing: facts.missing !== null,
    nearest: facts.nearest,
    hasNearest: facts.nearest !== null,
    offending: facts.offending,
    hasOffending: facts.offending !== null,
    suggestion: facts.suggestion,
    hasSuggestion: facts.suggestion !== null,
    who: facts.who,
    hasWho: facts.who !== null,
    wait: facts.waitMs === null ? null : formatDuration(facts.waitMs),
    hasWait: facts.waitMs !== null,
    free: facts.freeBytes === null ? null : formatSize(facts.freeBytes),
    hasFree: facts.freeBytes !== null,
    disk: facts.disk ?? 'other',
    reason: toReason(failure),
    kind: t(`failures.notOpened.kinds.${facts.fileKind ?? 'unknown'}`),
  };
}

function toReason({ code, facts }: SayableFailure): string | null {
  if (code === 'badName') return toNameReason(facts);
  if (code === 'certificateUnreadable') return toCertificateReason(facts.offending, facts.missing);
  return code === 'secretUnreadable' ? toSecretReason(facts.offending) : null;
}
