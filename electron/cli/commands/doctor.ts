import { t } from '../../contract/strings/translate.ts';
import { formatSize } from '../../contract/strings/units.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';

export async function doctor(context: Context, { report }: { report?: string }): Promise<ExitCode> {
  const { printer } = context;
  const to = report === undefined ? null : context.toLocal(report);
  const { checks } = await (await context.connection()).call('program.diagnose', { reportTo: to });
  await printer.results(checks, ({ name, isGood, count }) => {
    const figure = name === 'space' ? formatSize(count) : count;
    const words = t(`doctor.${name}`, { isGood, count, figure });
    return isGood ? t('doctor.good', { words }) : t('doctor.bad', { words });
  });
  if (to !== null) printer.note(t('doctor.saved', { path: to }));
  return checks.every(({ isGood }) => isGood) ? exitCodes.done : exitCodes.failed;
}
