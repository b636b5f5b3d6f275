import { mergeClasses } from '@fluentui/react-components';
import { Cloud16Regular } from '@fluentui/react-icons/svg/cloud';
import { LinkDismiss16Regular } from '@fluentui/react-icons/svg/link-dismiss';
import { People16Regular } from '@fluentui/react-icons/svg/people';
import { ShieldError16Regular } from '@fluentui/react-icons/svg/shield-error';
import { type ReactElement, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Edit } from '../../../electron/contract/edits.ts';
import type { CopyMark as CopyMarkOf } from '../../../electron/contract/local-copies.ts';
import type { Item } from '../../../electron/contract/records.ts';
import { CopyMark } from '../../ui/copy-mark.tsx';
import { EditMark } from '../../ui/edit-mark.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { isFromService, toSharingText } from './cell-text.ts';
import { type GridStyles, useGridStyles } from '../../ui/grid/grid-styles.ts';
import { RenameBox } from './rename-box.tsx';
import { RowActions } from './row-actions.tsx';

interface Props {
  styles: GridStyles;
  item: Item | undefined;
  hovered: boolean;
  renaming: boolean;
  copyMark: CopyMarkOf | null;
  edit: Edit | undefined;
  thumbnailUrl: string | null;
}

export function NameCell({ styles, item, ...props }: Props) {
  const isLoading = item === undefined;
  return (
    <div
      role="gridcell"
      aria-label={isLoading ? t('browse.loading') : undefined}
      className={mergeClasses(styles.nameCell, isLoading && styles.ghost, isLoading && styles.nameGhost)}
    >
      {!isLoading && <Content {...props} styles={styles} item={item} />}
    </div>
  );
}

function Content(props: Props & { item: Item }) {
  const { styles, item, hovered, renaming, copyMark, edit, thumbnailUrl } = props;
  const unavailable = item.problem !== null;
  return (
    <>
      <span className={mergeClasses(styles.picture, unavailable && styles.faded)}>
        <Picture styles={styles} item={item} url={thumbnailUrl} />
      </span>
      {renaming ? (
        <RenameBox key={item.itemId} item={item} />
      ) : (
        <>
          <span
            className={mergeClasses(styles.name, unavailable && styles.unavailable)}
            title={showText(item.name)}
          >
            {showText(item.name)}
          </span>
          <SharingMark item={item} />
          <SourceMark item={item} />
          {copyMark !== null && <CopyMark mark={copyMark} />}
          {edit !== undefined && <EditMark edit={edit} />}
          {hovered && !unavailable && <RowActions item={item} />}
        </>
      )}
    </>
  );
}

function Picture({ styles, item, url }: { styles: GridStyles; item: Item; url: string | null }) {
  const [broken, setBroken] = useState<string | null>(null);
  if (url === null || url === broken) {
    return <FileIcon kind={item.kind} name={item.name} sharing={item.sharing} size={20} />;
  }
  return (
    <img
      // Otherwise the previous picture stays until this one has loaded.
      key={url}
      className={styles.thumbnail}
      src={url}
      alt=""
      draggable={false}
      onError={() => setBroken(url)}
    />
  );
}

export function SourceMark({ item }: { item: Item }) {
  return isFromService(item) ? <Mark text={t('search.service')} icon={<Cloud16Regular />} /> : null;
}

/** In words, not just by color. */
export function SharingMark({ item }: { item: Item }) {
  const text = toSharingText(item);
  if (text === '') return null;
  const icon =
    item.problem === 'malware' ? (
      <ShieldError16Regular />
    ) : item.problem === 'revoked' ? (
      <LinkDismiss16Regular />
    ) : (
      <People16Regular />
    );
  return <Mark text={text} icon={icon} isBad={item.problem === 'malware'} />;
}

/** Most rows have none, and need no styles. */
function Mark({ text, icon, isBad = false }: { text: string; icon: ReactElement; isBad?: boolean }) {
  const styles = useGridStyles();
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className={mergeClasses(styles.mark, isBad && styles.markBad)}
    >
      {icon}
    </span>
  );
}
