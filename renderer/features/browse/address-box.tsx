import { Link, makeStyles, shorthands, tokens } from '@fluentui/react-components';
import { type FocusEvent, type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react';
import { factOf } from '../../../electron/contract/error-codes.ts';
import type { Failure } from '../../../electron/contract/errors.ts';
import type { ViewHead } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { call } from '../../api/client.ts';
import { usePane } from '../../state/pane.ts';
import { useFailure } from '../../state/use-failure.ts';
import { focusPane } from '../../ui/panes.ts';
import { FailureAdvice } from '../../ui/failure-advice.tsx';
import { toFailureText } from '../../words/failures.ts';

const useStyles = makeStyles({
  root: { position: 'relative', flex: 1, minWidth: 0 },
  input: {
    width: '100%',
    height: '28px',
    boxSizing: 'border-box',
    padding: `0 ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorCompoundBrandStroke}`,
    borderRadius: tokens.borderRadiusMedium,
    outlineStyle: 'none',
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    '&[aria-invalid="true"]': shorthands.borderColor(tokens.colorPaletteRedBorder2),
  },
  failure: {
    position: 'absolute',
    zIndex: 4,
    top: '34px',
    left: 0,
    maxWidth: '520px',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    boxShadow: tokens.shadow8,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXS,
  },
});

export function AddressBox({ head }: { head: ViewHead }) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(head.path);
  const { failure, clear, show, isHere } = useFailure(head.accountId);
  const nearest = failure === null ? null : factOf(failure, 'nearest');
  const messageId = useId();
  const { go, reveal, openAddressBar } = usePane();
  const close = () => openAddressBar(false);
  useLayoutEffect(() => input.current?.select(), []);

  const goTo = async (path: string) => {
    try {
      const { place, folder, crumbs, item } = await call('paths.resolve', {
        accountId: head.accountId,
        text: path,
        from: head.path,
      });
      // Canceled in the meantime.
      if (!isHere()) return;
      close();
      const page = { name: 'browse', place, folder: crumbs.length <= 1 ? null : folder } as const;
      go(page, item?.itemId ?? null);
      // The item is in the folder that is already open.
      if (item !== null) reveal(item.itemId);
      focusPane('files');
    } catch (thrown) {
      if (isHere()) show(thrown);
    }
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === input.current) void goTo(text.trim());
    if (event.key !== 'Escape') return;
    close();
    focusPane('files');
  };
  return (
    <div className={styles.root} onKeyDown={pressed} onBlur={(event) => hasLeft(event) && close()}>
      <input
        ref={input}
        className={styles.input}
        aria-label={t('browse.address')}
        aria-invalid={failure !== null}
        aria-describedby={failure === null ? undefined : messageId}
        placeholder={t('browse.addressHint')}
        spellCheck={false}
        maxLength={2048}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          clear();
        }}
      />
      {failure !== null && (
        <div id={messageId} role="alert" className={styles.failure}>
          <span>
            <FailedPath failure={failure} />
          </span>
          {nearest !== null && (
            <Link as="button" onClick={() => void goTo(nearest)}>
              {t('browse.goTo', { path: nearest })}
            </Link>
          )}
        </div>
      )}
    </div>
  );
}

/** Focus moving to another window or to the message's button doesn't count as leaving. */
const hasLeft = (event: FocusEvent): boolean =>
  document.hasFocus() && !event.currentTarget.contains(event.relatedTarget);

function FailedPath({ failure }: { failure: Failure }) {
  if (failure.code === 'pathNotFound' && failure.facts.missing !== null) {
    const { missing, nearest } = failure.facts;
    return t('browse.missingFolder', { missing, nearest, hasNearest: nearest !== null });
  }
  const { title } = toFailureText(failure);
  return <FailureAdvice failure={failure} toShown={(text) => t('failureView.sentence', { title, text })} />;
}
