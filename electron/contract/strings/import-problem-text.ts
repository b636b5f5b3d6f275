import type { MessageKey } from './catalogue.ts';
import { toSecretReason } from './failure-reasons.ts';
import { t } from './translate.ts';

type ProblemOf<K> = K extends `import.problem.${infer Problem}` ? Problem : never;

/** Like `ImportProblem`, but typed so that a problem without a text doesn't compile. */
export interface SayableImportProblem {
  readonly problem: Exclude<
    ProblemOf<MessageKey>,
    | 'certificateExpired'
    | 'certificateUnusable'
    | 'manyLines'
    | 'needsFields'
    | 'badLine'
    | `examples.${string}`
  >;
  readonly subject: string;
  readonly found: string | null;
  readonly suggestion: string | null;
}

export function toImportProblemText({ problem, subject, found, suggestion }: SayableImportProblem): string {
  const hasFound = found !== null && found !== '';
  const values = { subject, found, hasFound, suggestion, hasSuggestion: suggestion !== null };
  switch (problem) {
    case 'badValue':
      return toBadValueText(values);
    case 'secretUnreadable':
      return t('import.problem.secretUnreadable', { ...values, reason: toUnreadableReason(suggestion) });
    case 'tooMany':
      return t('import.problem.tooMany', {
        found: found ?? t('import.problem.manyLines'),
        max: suggestion ?? '5000',
      });
    default:
      return t(`import.problem.${problem}`, values);
  }
}

const explainedFields = ['tenant', 'client-id', 'cloud', 'secret', 'secret-expires'] as const;

function toBadValueText(values: { subject: string; found: string | null; hasFound: boolean }): string {
  const { subject } = values;
  const name = /^tenants\..*\.([a-z-]+)$/.exec(subject)?.[1];
  const field = explainedFields.find((each) => each === name);
  if (field !== undefined)
    return t('import.problem.badValue', { ...values, example: t(`import.problem.examples.${field}`) });
  if (subject === 'tenants' || subject === 'categories' || subject.startsWith('tenants.'))
    return t('import.problem.needsFields', values);
  return t('import.problem.badLine', values);
}

const certificateFaults = new Set(['passwordNeeded', 'wrongPassword', 'noCertificate', 'noKey', 'otherKey']);

function toUnreadableReason(fault: string | null): string {
  if (fault === 'expired') return t('import.problem.certificateExpired');
  if (fault !== null && certificateFaults.has(fault)) return t('import.problem.certificateUnusable');
  return toSecretReason(fault);
}
