import { Button, Field, Input, ProgressBar, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { ImportPlan, ImportRow } from '../../../electron/contract/account-import.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { FailureBlock } from '../../ui/failure-block.tsx';
import { toFailureText } from '../../words/failures.ts';
import { toNameList } from '../../words/import-text.ts';
import { useImportStyles } from './import-styles.ts';

interface Props {
  plan: ImportPlan;
  busy: boolean;
  onRun: (secrets: Record<string, string>) => void;
  onContinue: () => void;
}

export function ImportRun({ plan, busy, onRun, onContinue }: Props) {
  const styles = useImportStyles();
  const count = (...states: ImportRow['state'][]) =>
    plan.rows.filter(({ state }) => states.includes(state)).length;
  if (plan.state === 'dry') return <Ready plan={plan} busy={busy} onRun={onRun} />;
  const [added, failed] = [count('added'), count('failed')];
  const all = added + failed + count('toAdd', 'running');
  const isDone = plan.state === 'done';
  const text = isDone
    ? t('import.done', { added, failed })
    : t('import.running', { done: added + failed, all });
  return (
    <div className={styles.progress}>
      <Field validationState="none" validationMessage={<span role="status">{text}</span>}>
        <ProgressBar
          aria-label={t('import.title')}
          value={all === 0 ? 1 : (added + failed) / all}
          color={isDone && failed === 0 ? 'success' : failed > 0 ? 'warning' : 'brand'}
        />
      </Field>
      {isDone && added > 0 && (
        <div className={styles.buttons}>
          <Button appearance="primary" onClick={onContinue}>
            {t('import.viewFiles')}
          </Button>
        </div>
      )}
      <Failures rows={plan.rows} />
    </div>
  );
}

function Ready({ plan, busy, onRun }: Omit<Props, 'onContinue'>) {
  const styles = useImportStyles();
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [isSubmitted, setIsSubmitted] = useState(false);
  const rows = plan.rows.filter(({ state }) => state === 'toAdd');
  const prompting = plan.tenants.filter(
    ({ name, credential }) => credential === 'prompt' && rows.some((row) => row.tenant === name),
  );
  const isMissing = prompting.some(({ name }) => (secrets[name] ?? '').trim() === '');
  if (rows.length === 0) return null;
  const submit = () => {
    setIsSubmitted(true);
    if (busy || isMissing) return;
    onRun(Object.fromEntries(prompting.map(({ name }) => [name, (secrets[name] ?? '').trim()])));
  };
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {prompting.length > 0 && (
        <>
          <Text as="h2" weight="semibold" size={400} block>
            {t('import.secrets')}
          </Text>
          <Text className={styles.quiet}>{t('import.secretsText')}</Text>
          <div className={styles.secrets}>
            {prompting.map(({ name }) => (
              <Field
                key={name}
                label={t('import.secretOf', { tenant: name })}
                {...(isSubmitted && (secrets[name] ?? '').trim() === ''
                  ? { validationMessage: t('import.secretMissing') }
                  : { hint: t('import.secretHint') })}
              >
                <Input
                  type="password"
                  autoComplete="off"
                  maxLength={4096}
                  value={secrets[name] ?? ''}
                  onChange={(_, { value }) => setSecrets((before) => ({ ...before, [name]: value }))}
                />
              </Field>
            ))}
          </div>
        </>
      )}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {t('import.run', { count: rows.length })}
        </Button>
      </div>
    </form>
  );
}

/** By reason, so that none is repeated for every account. */
function Failures({ rows }: { rows: readonly ImportRow[] }) {
  const styles = useImportStyles();
  const groups = new Map<string, { failure: Failure; names: string[] }>();
  for (const { failure, name } of rows) {
    if (failure === null) continue;
    const { title } = toFailureText(failure);
    const group = groups.get(title);
    if (group === undefined) groups.set(title, { failure, names: [name] });
    else group.names.push(name);
  }
  if (groups.size === 0) return null;
  return (
    <div className={styles.section}>
      <Text as="h2" weight="semibold" size={400} block>
        {t('import.failures')}
      </Text>
      {[...groups].map(([title, { failure, names }]) => (
        <FailureBlock key={title} failure={failure} heading={toNameList(names)} className={styles.failure} />
      ))}
    </div>
  );
}
