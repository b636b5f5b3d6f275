import type { PolicyExpectation, PolicyProblem } from '../../electron/contract/program.ts';
import { t } from '../../electron/contract/strings/translate.ts';

export function toPolicyProblemText({ kind, line, field, expected }: PolicyProblem): string {
  const problem = t(`managed.problem.${kind}`, { field: field ?? '', expected: toExpectedText(expected) });
  return line === null ? problem : t('managed.problemInLine', { line, problem });
}

const toExpectedText = ({ kind, values }: PolicyExpectation): string =>
  kind === 'fields' ? values : t(`managed.expected.${kind}`, { values });

const fields = ['clientId', 'tenant', 'cloud', 'allowedScopes', 'updateFeed'] as const;

export function toPolicyFieldText(name: string): string {
  const field = fields.find((each) => each === name);
  return field === undefined ? name : t(`managed.fields.${field}`);
}
