import type { ImportPlan, ImportRow } from '../../electron/contract/account-import.ts';
import { t } from '../../electron/contract/strings/translate.ts';
import { formatList } from './format.ts';

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

/** Three names, else two and the number of others. */
export function toNameList(names: readonly string[]): string {
  const quoted = names.slice(0, names.length <= 3 ? 3 : 2).map((name) => t('app.quoted', { name }));
  const list = formatList(quoted);
  return names.length <= 3 ? list : t('import.someNames', { names: list, count: names.length - 2 });
}
