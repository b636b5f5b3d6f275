import { t } from './translate.ts';

/** `offending`: forbidden characters ("?", "? *"), a reserved word ("CON"), or a rule ("trailing dot"). */
export function toNameReason(offending: string | null): string {
  switch (offending) {
    case null:
      return t('failures.badName.reasons.unknown');
    case 'empty name':
      return t('failures.badName.reasons.empty');
    case 'control character':
      return t('failures.badName.reasons.controlCharacter');
    case 'broken character':
      return t('failures.badName.reasons.brokenCharacter');
    case 'leading blank':
      return t('failures.badName.reasons.startSpace');
    case 'trailing blank':
      return t('failures.badName.reasons.endSpace');
    case 'trailing dot':
      return t('failures.badName.reasons.endDot');
    default:
      return toPatternReason(offending);
  }
}

function toPatternReason(offending: string): string {
  const count = /^([0-9]+) characters$/.exec(offending)?.[1];
  if (count !== undefined) return t('failures.badName.reasons.tooLong', { count: Number(count) });
  if (offending.startsWith('~')) return t('failures.badName.reasons.start', { characters: offending });
  if (/^.( .)*$/su.test(offending) || offending.startsWith('_'))
    return t('failures.badName.reasons.character', { characters: offending });
  return t('failures.badName.reasons.reserved', { name: offending });
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
