import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TextPair } from '../../../electron/contract/edits.ts';
import type { Item } from '../../../electron/contract/records.ts';
import type { FileVersion } from '../../../electron/contract/sharing.ts';
import { joinSentences } from '../../../electron/contract/strings/join-texts.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call, failureOf, toRef } from '../../api/client.ts';
import { versionsQuery } from '../../api/item-queries.ts';
import { toExtension } from '../../../electron/contract/file-families.ts';
import { useFailure } from '../../state/use-failure.ts';
import { ActionResult } from '../../ui/action-result.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextDiff } from '../../ui/text-diff.tsx';
import { named } from '../../words/failures.ts';
import { formatMoment, formatSize, joinFacts } from '../../words/format.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { countLatestSave } from './latest-save.ts';
import { SideBySide, type ShowVersion } from './side-by-side.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', maxHeight: '50vh', overflowY: 'auto' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  what: { flex: '1 1 200px', minWidth: 0 },
  when: { fontWeight: tokens.fontWeightSemibold },
  facts: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  sum: { color: tokens.colorNeutralForeground3 },
});

type Compared = { when: string } & ({ pair: TextPair } | { versionId: string });

interface VersionsDialogProps {
  accountId: string;
  item: Item;
  show: ShowVersion;
  onClose: () => void;
}

export function VersionsDialog({ accountId, item, show, onClose }: VersionsDialogProps) {
  const styles = useStyles();
  const query = versionsQuery(accountId, toRef(item));
  const versions = useQuery(query);
  const client = useQueryClient();
  const [message, setMessage] = useState<string | null>(null);
  const { failure, clear, show: showFailure } = useFailure(accountId, item.name);
  const [busy, setBusy] = useState(false);
  const [compared, setCompared] = useState<Compared | null>(null);
  const run = async (work: () => Promise<string | null>) => {
    if (busy) return;
    setBusy(true);
    clear();
    try {
      setMessage(await work());
    } catch (thrown) {
      showFailure(thrown);
    }
    setBusy(false);
    void client.invalidateQueries({ queryKey: query.queryKey });
  };
  const actionsOf = ({ versionId, modifiedAt }: FileVersion) => {
    const version = { accountId, item: toRef(item), versionId };
    return {
      restore: () =>
        void run(async () => {
          await call('versions.restore', version);
          setCompared(null);
          return t('versions.restored', { when: toWhen(modifiedAt) });
        }),
      compare:
        item.preview !== 'text'
          ? null
          : () =>
              void run(async () => {
                const pair = await call('versions.compare', version);
                setCompared(pair === null ? null : { pair, when: toWhen(modifiedAt) });
                return pair === null ? t('versions.noText') : null;
              }),
      beside: canStandBeside(item)
        ? () => {
            setMessage(null);
            setCompared({ versionId, when: toWhen(modifiedAt) });
          }
        : null,
      save: () =>
        void run(async () => {
          const saved = await call('versions.save', version);
          return saved === null ? null : t('versions.saved', { name: showText(saved.name) });
        }),
    };
  };
  // Then this is said once, and what was listed before can't be restored.
  const isGone = versions.isError && failureOf(versions.error).code === 'notFound';
  return (
    <Dialog
      title={t('versions.title', { name: showText(item.name) })}
      width={compared === null ? 'wide' : 'widest'}
      actions={{ closeLabel: t('app.close') }}
      onClose={onClose}
    >
      {versions.isPending && <Spinner size="small" label={t('versions.loading')} />}
      {versions.isError && (
        <FailureNotice
          failure={named(failureOf(versions.error), item.name)}
          onRetry={() => void versions.refetch()}
          onClose={onClose}
        />
      )}
      {versions.data !== undefined && !isGone && (
        <>
          <ul className={styles.list} aria-label={t('versions.list')} tabIndex={-1}>
            {versions.data.map((version) => (
              <VersionRow key={version.versionId} version={version} busy={busy} {...actionsOf(version)} />
            ))}
          </ul>
          <div className={styles.sum}>{toSumText(versions.data)}</div>
        </>
      )}
      {!isGone && compared !== null && 'pair' in compared && (
        <TextDiff
          pair={compared.pair}
          label={t('versions.compareLong', { when: compared.when })}
          heads={[compared.when, t('versions.current')]}
        />
      )}
      {!isGone && compared !== null && 'versionId' in compared && (
        <SideBySide
          key={compared.versionId}
          versionId={compared.versionId}
          when={compared.when}
          show={show}
        />
      )}
      <ActionResult text={message} failure={isGone ? null : failure} />
    </Dialog>
  );
}

interface VersionRowProps {
  version: FileVersion;
  busy: boolean;
  restore: () => void;
  compare: (() => void) | null;
  /** null: a text, or a type without preview. */
  beside: (() => void) | null;
  save: () => void;
}

function VersionRow({ version, busy, restore, compare, beside, save }: VersionRowProps) {
  const styles = useStyles();
  const { modifiedAt, modifiedBy, sizeBytes, isCurrent } = version;
  const when = toWhen(modifiedAt);
  const facts = [
    isCurrent ? t('versions.current') : null,
    modifiedBy === null ? null : showText(modifiedBy),
    sizeBytes === null ? null : formatSize(sizeBytes),
  ];
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <div className={styles.when}>{when}</div>
        <div className={styles.facts}>{joinFacts(facts)}</div>
      </div>
      {!isCurrent && (
        <Button
          size="small"
          disabledFocusable={busy}
          aria-label={t('versions.restoreLong', { when })}
          onClick={restore}
        >
          {t('versions.restore')}
        </Button>
      )}
      {!isCurrent && compare !== null && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={busy}
          aria-label={t('versions.compareLong', { when })}
          onClick={compare}
        >
          {t('versions.compare')}
        </Button>
      )}
      {!isCurrent && beside !== null && (
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={busy}
          aria-label={t('versions.besideLong', { when })}
          onClick={beside}
        >
          {t('versions.beside')}
        </Button>
      )}
      <Button
        size="small"
        appearance="subtle"
        disabledFocusable={busy}
        aria-label={t('versions.saveLong', { when })}
        onClick={save}
      >
        {t('versions.save')}
      </Button>
    </li>
  );
}

/** OneDrive can't convert an earlier version of an Office document to PDF. */
const canStandBeside = ({ preview, name, problem }: Item): boolean =>
  problem === null &&
  (['image', 'audio', 'video', 'archive'].includes(preview) ||
    (preview === 'document' && toExtension(name) === 'pdf'));

const toWhen = (modifiedAt: string | null): string =>
  modifiedAt === null ? t('versions.unknownTime') : formatMoment(modifiedAt);

function toSumText(versions: readonly FileVersion[]): string {
  const earlier = versions.filter(({ isCurrent }) => !isCurrent);
  const sizeBytes = earlier.reduce((sum, version) => sum + (version.sizeBytes ?? 0), 0);
  const sum = t('versions.sum', { count: versions.length, size: formatSize(sizeBytes) });
  const made = countLatestSave(versions);
  if (earlier.length === 0 || made === null) return sum;
  return joinSentences([sum, t('versions.latestSave', { count: made })]);
}
