import {
  makeStyles,
  mergeClasses,
  Spinner,
  tokens,
  Tree,
  TreeItem,
  TreeItemLayout,
  type TreeOpenChangeData,
} from '@fluentui/react-components';
import { FolderRegular } from '@fluentui/react-icons/svg/folder';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { FolderNode, ItemRef } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, toRef } from '../../api/client.ts';
import { foldersQuery } from '../../api/queries.ts';
import { toFailureText } from '../../words/failures.ts';

/** `ref` null: My Files itself. */
export interface ChosenFolder {
  ref: ItemRef | null;
  /** "" for My Files. */
  itemId: string;
  name: string;
}

export interface FolderTreeProps {
  accountId: string;
  chosen: ChosenFolder | null;
  onChoose: (folder: ChosenFolder) => void;
}

const rootValue = 'root';

export const useTreeStyles = makeStyles({
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** The folders of an account; each is asked for when it is opened. What has the focus is chosen. */
export function FolderTree({ accountId, chosen, onChoose }: FolderTreeProps) {
  const styles = useTreeStyles();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([rootValue]));
  const changed = (_: unknown, { openItems }: TreeOpenChangeData) =>
    setOpen(new Set([...openItems].map(String)));
  const root: ChosenFolder = { ref: null, itemId: '', name: t('places.myfiles') };
  return (
    <Tree aria-label={t('chooseFolder.tree')} openItems={[...open]} onOpenChange={changed}>
      <TreeItem
        itemType="branch"
        value={rootValue}
        aria-selected={chosen?.itemId === ''}
        onFocus={(event) => event.target === event.currentTarget && onChoose(root)}
        onClick={() => onChoose(root)}
      >
        <TreeItemLayout
          iconBefore={<FolderRegular />}
          className={mergeClasses(chosen?.itemId === '' && styles.chosen)}
        >
          {t('places.myfiles')}
        </TreeItemLayout>
        <Branch {...{ accountId, chosen, onChoose, open }} folder={null} value={rootValue} />
      </TreeItem>
    </Tree>
  );
}

interface BranchProps {
  accountId: string;
  folder: ItemRef | null;
  value: string;
  open: ReadonlySet<string>;
  chosen: ChosenFolder | null;
  onChoose: (folder: ChosenFolder) => void;
}

function Branch({ accountId, folder, value, open, chosen, onChoose }: BranchProps) {
  const isOpen = open.has(value);
  const { data, error, isLoading } = useQuery({ ...foldersQuery(accountId, folder), enabled: isOpen });
  if (!isOpen) return <Tree />;
  return (
    <Tree>
      {isLoading && (
        <TreeItem itemType="leaf" value={`${value} loading`}>
          <TreeItemLayout iconBefore={<Spinner size="extra-tiny" />}>
            {t('chooseFolder.loading')}
          </TreeItemLayout>
        </TreeItem>
      )}
      {error !== null && (
        <TreeItem itemType="leaf" value={`${value} failed`}>
          <TreeItemLayout>{toFailureText(failureOf(error)).title}</TreeItemLayout>
        </TreeItem>
      )}
      {(data ?? []).map((node) => (
        <Node key={node.itemId} {...{ accountId, node, open, chosen, onChoose }} />
      ))}
    </Tree>
  );
}

function Node({
  node,
  chosen,
  onChoose,
  ...rest
}: Omit<BranchProps, 'folder' | 'value'> & { node: FolderNode }) {
  const styles = useTreeStyles();
  const { itemId, name } = node;
  const choice: ChosenFolder = { ref: toRef(node), itemId, name };
  return (
    <TreeItem
      itemType="branch"
      value={itemId}
      aria-selected={chosen?.itemId === itemId}
      onFocus={(event) => event.target === event.currentTarget && onChoose(choice)}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(choice);
      }}
    >
      <TreeItemLayout
        iconBefore={<FolderRegular />}
        className={mergeClasses(chosen?.itemId === itemId && styles.chosen)}
      >
        {showText(name)}
      </TreeItemLayout>
      <Branch {...rest} {...{ chosen, onChoose }} folder={toRef(node)} value={itemId} />
    </TreeItem>
  );
}
