import type { MessageKey } from './catalogue.ts';
import { t } from './translate.ts';

type RuleOf<K> = K extends `failures.badName.reasons.${infer Rule}` ? Rule : never;

/** Like `NameFault` of `item-names.ts`, but typed so that a rule without a text doesn't compile. */
export interface SayableNameFault {
  readonly rule: Exclude<RuleOf<MessageKey>, 'unknown'> | null;
  readonly offending: string | null;
}

export function toNameReason({ rule, offending }: SayableNameFault): string {
  return t(`failures.badName.reasons.${rule ?? 'unknown'}`, {
    characters: offending,
    name: offending,
    count: Number(offending),
  });
}

const certificateFaults = [
  'passwordNeeded',
  'wrongPassword',
  'noCertificate',
  'noKey',
  'otherKey',
  'notRsa',
  'notYetValid',
  'tooLarge',
] as const;

/** `lastDay`: the last day an expired certificate was valid. */
export function toCertificateReason(offending: string | null, lastDay: string | null): string {
  if (offending === 'expired')
    return t('failures.certificateUnreadable.reasons.expired', { day: lastDay, hasDay: lastDay !== null });
  const fault = certificateFaults.find((each) => each === offending) ?? 'other';
  return t(`failures.certificateUnreadable.reasons.${fault}`);
}

const secretFaults = ['unset', 'missing', 'empty', 'tooLarge', 'notAFile', 'link', 'owner'] as const;

/** `offending`: one of the reasons above, or the mode of a file that others can read: "mode 644". */
export function toSecretReason(offending: string | null): string {
  const mode = /^mode (\d+)$/.exec(offending ?? '')?.[1];
  if (mode !== undefined) return t('failures.secretUnreadable.reasons.mode', { mode });
  const fault = secretFaults.find((each) => each === offending) ?? 'other';
  return t(`failures.secretUnreadable.reasons.${fault}`);
}
