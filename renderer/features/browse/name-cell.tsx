import { mergeClasses } from '@fluentui/react-components';
import { Cloud16Regular } from '@fluentui/react-icons/svg/cloud';
import { LinkDismiss16Regular } from '@fluentui/react-icons/svg/link-dismiss';
import { People16Regular } from '@fluentui/react-icons/svg/people';
import { ShieldError16Regular } from '@fluentui/react-icons/svg/shield-error';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { CopyMark as Mark, Item } from '../../../electron/contract/records.ts';
import { useEditOf } from '../../api/use-edits.ts';
import { CopyMark } from '../../ui/copy-mark.tsx';
import { EditMark } from '../../ui/edit-mark.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { isFromService, toSharingText } from './cell-text.ts';
import { useGridStyles } from './grid-styles.ts';
import { RenameBox } from './rename-box.tsx';
import { RowActions } from './row-actions.tsx';

interface Props {
  item: Item;
  hovered: boolean;
  renaming: boolean;
  copyMark: Mark | null;
  thumbnailUrl: string | null;
}

export function NameCell({ item, hovered, renaming, copyMark, thumbnailUrl }: Props) {
  const styles = useGridStyles();
  const unavailable = item.problem !== null;
  const edit = useEditOf(item);
  return (
    <div role="gridcell" className={styles.nameCell}>
      <span className={mergeClasses(styles.picture, unavailable && styles.faded)}>
        <Picture item={item} url={thumbnailUrl} />
      </span>
      {renaming ? (
        <RenameBox item={item} />
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
    </div>
  );
}

/** Falls back to the icon if the thumbnail can't be shown. */
function Picture({ item, url }: { item: Item; url: string | null }) {
  const styles = useGridStyles();
  const [broken, setBroken] = useState<string | null>(null);
  if (url === null || url === broken) {
    return <FileIcon kind={item.kind} name={item.name} sharing={item.sharing} size={20} />;
  }
  return (
    <img className={styles.thumbnail} src={url} alt="" draggable={false} onError={() => setBroken(url)} />
  );
}

/** Found by OneDrive's own search; the location column says so in words. */
export function SourceMark({ item }: { item: Item }) {
  const styles = useGridStyles();
  if (!isFromService(item)) return null;
  const text = t('search.service');
  return (
    <span role="img" aria-label={text} title={text} className={styles.mark}>
      <Cloud16Regular />
    </span>
  );
}

/** The tooltip and the sharing column say the same in words, not just by color. */
export function SharingMark({ item }: { item: Item }) {
  const styles = useGridStyles();
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
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className={mergeClasses(styles.mark, item.problem === 'malware' && styles.markBad)}
    >
      {icon}
    </span>
  );
}
