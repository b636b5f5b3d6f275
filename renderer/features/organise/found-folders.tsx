import {
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
  Tree,
  TreeItem,
  TreeItemLayout,
} from '@fluentui/react-components';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, toRef } from '../../api/client.ts';
import { foundFoldersQuery } from '../../api/view-queries.ts';
import { toFailureText } from '../../words/failures.ts';
import { useTreeStyles, type ChosenFolder } from './folder-tree.tsx';

const useStyles = makeStyles({
  note: { padding: tokens.spacingHorizontalM, color: tokens.colorNeutralForeground2 },
  path: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export interface FoundFoldersProps {
  accountId: string;
  text: string;
  chosen: ChosenFolder | null;
  onChoose: (folder: ChosenFolder) => void;
  onListed: () => void;
}

export function FoundFolders({ accountId, text, chosen, onChoose, onListed }: FoundFoldersProps) {
  const styles = { ...useStyles(), ...useTreeStyles() };
  const { data, error } = useQuery(foundFoldersQuery(accountId, text));
  const listed = useEffectEvent(onListed);
  useEffect(() => {
    if (data !== undefined) listed();
  }, [data]);
  if (error !== null) return <div className={styles.note}>{toFailureText(failureOf(error)).title}</div>;
  if (data === undefined)
    return <Spinner className={styles.note} size="tiny" label={t('chooseFolder.loading')} />;
  if (data.length === 0) return <div className={styles.note}>{t('chooseFolder.none')}</div>;
  return (
    <Tree aria-label={t('chooseFolder.found')}>
      {data.map((node) => {
        const choice = { accountId, ref: toRef(node), itemId: node.itemId, name: node.name };
        return (
          <TreeItem
            key={node.itemId}
            itemType="leaf"
            value={node.itemId}
            aria-selected={chosen?.itemId === node.itemId}
            onFocus={() => onChoose(choice)}
            onClick={() => onChoose(choice)}
          >
            <TreeItemLayout
              className={mergeClasses(chosen?.itemId === node.itemId && styles.chosen)}
              iconBefore={<FolderRegular />}
              aside={node.path === null ? null : <span className={styles.path}>{showText(node.path)}</span>}
            >
              {showText(node.name)}
            </TreeItemLayout>
          </TreeItem>
        );
      })}
    </Tree>
  );
}
