import { Button, Text, Title1 } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { DocumentRegular } from '@fluentui/react-icons/svg/document';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ImportPlan } from '../../../electron/contract/account-import.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { accountsQuery, accountExportQuery } from '../../api/account-queries.ts';
import { useApp } from '../../state/store.ts';
import { copyText } from '../../ui/copy-text.ts';
import { FailureAlert } from '../../ui/failure-block.tsx';
import { toImportProblemText } from '../../../electron/contract/strings/import-problem-text.ts';
import { toPlanSummary } from '../../words/import-text.ts';
import { MainLandmark } from '../../ui/main-landmark.tsx';
import { ImportRun } from './import-run.tsx';
import { useImportStyles } from './import-styles.ts';
import { ImportTable } from './import-table.tsx';
import { useAccountImport } from './use-account-import.ts';

export function AccountImportPage() {
  const styles = useImportStyles();
  const back = useApp((state) => state.back);
  const accountImport = useAccountImport();
  const openFirstAdded = useOpenFirstAdded();
  const plan = accountImport.read?.plan ?? null;
  return (
    <MainLandmark className={styles.page}>
      <Button appearance="subtle" className={styles.back} icon={<ArrowLeftRegular />} onClick={back}>
        {t('app.back')}
      </Button>
      <Title1 as="h1" block>
        {t('import.title')}
      </Title1>
      <Text className={styles.lead}>{t('import.lead')}</Text>
      <Beginning
        isFirst={plan === null}
        busy={accountImport.busy || plan?.state === 'running'}
        onChoose={(file) => void accountImport.choose(file)}
      />
      {accountImport.failure !== null && (
        <FailureAlert failure={accountImport.failure} className={styles.panel} />
      )}
      {accountImport.read !== null && plan !== null && (
        <section
          className={styles.section}
          aria-label={t('import.file', { name: accountImport.read.fileName })}
        >
          <Text as="h2" weight="semibold" size={400} block>
            {t('import.file', { name: accountImport.read.fileName })}
          </Text>
          {plan.state === 'dry' && (
            <Text block role="status">
              {toPlanSummary(plan)}
            </Text>
          )}
          {plan.state === 'dry' && <Problems plan={plan} />}
          <ImportRun
            // Another file needs other secrets.
            key={plan.importId}
            plan={plan}
            busy={accountImport.busy}
            onRun={(secrets) => void accountImport.run(secrets)}
            onContinue={openFirstAdded}
          />
          {plan.rows.length === 0 ? (
            <Text block className={styles.quiet}>
              {t('import.noRows')}
            </Text>
          ) : (
            <div className={styles.section}>
              <ImportTable rows={plan.rows} />
            </div>
          )}
        </section>
      )}
    </MainLandmark>
  );
}

function useOpenFirstAdded() {
  const accounts = useQuery(accountsQuery).data ?? [];
  const openAccount = useApp((state) => state.openAccount);
  return () => {
    const first = accounts.find(({ kind }) => kind === 'app');
    if (first !== undefined) openAccount(first);
  };
}

function Beginning(props: { isFirst: boolean; busy: boolean; onChoose: (file: File) => void }) {
  const styles = useImportStyles();
  const input = useRef<HTMLInputElement>(null);
  const [panel, setPanel] = useState<'format' | 'export' | null>(null);
  const hasApps = useQuery(accountsQuery).data?.some(({ kind }) => kind === 'app') === true;
  const toggle = (clicked: 'format' | 'export') => setPanel(panel === clicked ? null : clicked);
  return (
    <>
      <div className={styles.buttons}>
        <Button
          appearance={props.isFirst ? 'primary' : 'secondary'}
          icon={<DocumentRegular />}
          disabledFocusable={props.busy}
          onClick={() => input.current?.click()}
        >
          {props.isFirst ? t('import.choose') : t('import.chooseOther')}
        </Button>
        <Button appearance="subtle" aria-expanded={panel === 'format'} onClick={() => toggle('format')}>
          {t('import.formatOpen')}
        </Button>
        {hasApps && (
          <Button appearance="subtle" aria-expanded={panel === 'export'} onClick={() => toggle('export')}>
            {t('import.exportOpen')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept=".yaml,.yml,.txt"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file !== undefined) props.onChoose(file);
            // Lets the same file be chosen again after it was fixed.
            event.currentTarget.value = '';
          }}
        />
      </div>
      {panel === 'format' && <TextPanel text={t('import.formatText')} code={t('import.example')} />}
      {panel === 'export' && <ExportPanel />}
    </>
  );
}

function ExportPanel() {
  const { data } = useQuery(accountExportQuery);
  return data === undefined ? null : <TextPanel text={t('import.exportText')} code={data.yaml} />;
}

function TextPanel({ text, code }: { text: string; code: string }) {
  const styles = useImportStyles();
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <div className={styles.panel}>
      <Text className={styles.quiet}>{text}</Text>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- lets the keyboard scroll it */}
      <pre className={styles.code} tabIndex={0} data-selectable>
        {code}
      </pre>
      <Button size="small" onClick={() => void copyText(code).then(setCopied)} onBlur={() => setCopied(null)}>
        <span aria-live="polite">
          {copied === null ? t('app.copy') : copied ? t('app.copied') : t('app.notCopied')}
        </span>
      </Button>
    </div>
  );
}

function Problems({ plan }: { plan: ImportPlan }) {
  const styles = useImportStyles();
  if (plan.problems.length === 0) return null;
  return (
    <div className={styles.section}>
      <Text as="h2" weight="semibold" size={400} block>
        {t('import.problems')}
      </Text>
      <Text block className={styles.quiet}>
        {t('import.problemsText')}
      </Text>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- lets the keyboard scroll it */}
      <ul className={styles.problems} tabIndex={0} aria-label={t('import.problems')} data-selectable>
        {plan.problems.map((problem) => (
          <li key={`${problem.line ?? 0} ${problem.problem} ${problem.subject}`} className={styles.problem}>
            <Text weight="semibold">
              {problem.line === null ? t('import.wholeFile') : t('import.line', { line: problem.line })}
            </Text>
            <Text>{toImportProblemText(problem)}</Text>
          </li>
        ))}
      </ul>
    </div>
  );
}
