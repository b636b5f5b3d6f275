import type { ImportPlan, ImportProblem, ImportRow } from '../../electron/contract/account-import.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { toSecretReason } from '../../electron/contract/strings/failure-reasons.ts';
import { formatList } from './format.ts';

/** "3 accounts to add, 1 already added, 2 errors" */
export function toPlanSummary({ rows, problems }: ImportPlan): string {
  const countOf = (state: ImportRow['state']) => rows.filter((row) => row.state === state).length;
  const [existing, leftOut] = [countOf('exists'), countOf('wrong')];
  return formatList([
    t('import.toAdd', { count: countOf('toAdd') }),
    ...(existing > 0 ? [t('import.existing', { count: existing })] : []),
    ...(leftOut > 0 ? [t('import.leftOut', { count: leftOut })] : []),
    ...(problems.length > 0 ? [t('import.errors', { count: problems.length })] : []),
  ]);
}

/** Up to three names, else the first two and how many more there are. */
export function toNameList(names: readonly string[]): string {
  const quoted = names.slice(0, names.length <= 3 ? 3 : 2).map((name) => t('app.quoted', { name }));
  const list = formatList(quoted);
  return names.length <= 3 ? list : t('import.someNames', { names: list, count: names.length - 2 });
}

/** What is wrong with a line, and what it needs. */
export function toProblemText({ problem, subject, found, suggestion }: ImportProblem): string {
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
        most: suggestion ?? '5000',
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
