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
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { Library } from '../../../electron/contract/libraries.ts';
import type { Account, FolderNode, ItemRef } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf, toRef } from '../../api/client.ts';
import { accountsQuery } from '../../api/account-queries.ts';
import { foldersQuery } from '../../api/view-queries.ts';
import { toOwnerName } from '../../words/account-text.ts';
import { toFailureText } from '../../words/failures.ts';

/** `ref` null: the root of My files; a library has a root folder. */
export interface ChosenFolder {
  accountId: string;
  ref: ItemRef | null;
  /** "" for My files. */
  itemId: string;
  name: string;
}

export interface FolderTreeProps {
  accountId: string;
  /** Without the folders of other accounts. */
  isOneAccount: boolean;
  chosen: ChosenFolder | null;
  onChoose: (folder: ChosenFolder) => void;
  open: ReadonlySet<string>;
  onOpen: (open: ReadonlySet<string>) => void;
}

/** Ids are unique within an account only. */
export const toValue = (accountId: string, itemId: string): string => `${accountId} ${itemId}`;

const isSame = (one: ChosenFolder | null, other: ChosenFolder): boolean =>
  one !== null && one.accountId === other.accountId && one.itemId === other.itemId;

export const useTreeStyles = makeStyles({
  chosen: {
    backgroundColor: tokens.colorSubtleBackgroundSelected,
    fontWeight: tokens.fontWeightSemibold,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** Loaded when expanded. Focusing a folder chooses it. */
export function FolderTree({ accountId, isOneAccount, chosen, onChoose, open, onOpen }: FolderTreeProps) {
  const accounts = useQuery(accountsQuery).data ?? [];
  const changed = (_: unknown, { openItems }: TreeOpenChangeData) =>
    onOpen(new Set([...openItems].map(String)));
  const others = accounts.filter((each) => !isOneAccount && each.canWrite && each.accountId !== accountId);
  return (
    <Tree aria-label={t('chooseFolder.tree')} openItems={[...open]} onOpenChange={changed}>
      <Root {...{ accountId, chosen, onChoose, open }} folder={null} name={t('places.myfiles')} />
      {librariesOf(accounts, accountId).map((library) => (
        <Root
          key={library.driveId}
          {...{ accountId, chosen, onChoose, open }}
          folder={{ driveId: library.driveId, itemId: library.rootId }}
          name={library.name}
        />
      ))}
      {others.map((each) => (
        <Root
          key={each.accountId}
          {...{ chosen, onChoose, open }}
          accountId={each.accountId}
          folder={null}
          name={t('chooseFolder.ofAccount', {
            name: toOwnerName(accounts, each.accountId, null) ?? each.displayName,
          })}
        />
      ))}
    </Tree>
  );
}

const librariesOf = (accounts: readonly Account[], accountId: string): Library[] =>
  accounts
    .find((account) => account.accountId === accountId && account.canWrite)
    ?.libraries.filter(({ isListed }) => isListed) ?? [];

function Root({ name, ...rest }: Omit<BranchProps, 'value'> & { name: string }) {
  const styles = useTreeStyles();
  const { accountId, folder, chosen, onChoose } = rest;
  const value = toValue(accountId, folder?.itemId ?? '');
  const root: ChosenFolder = { accountId, ref: folder, itemId: folder?.itemId ?? '', name };
  return (
    <TreeItem
      itemType="branch"
      value={value}
      aria-selected={isSame(chosen, root)}
      onFocus={(event) => event.target === event.currentTarget && onChoose(root)}
      onClick={() => onChoose(root)}
    >
      <TreeItemLayout
        iconBefore={<FolderRegular />}
        className={mergeClasses(isSame(chosen, root) && styles.chosen)}
      >
        {showText(name)}
      </TreeItemLayout>
      <Branch {...rest} value={value} />
    </TreeItem>
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
  const { accountId } = rest;
  const value = toValue(accountId, itemId);
  const choice: ChosenFolder = { accountId, ref: toRef(node), itemId, name };
  return (
    <TreeItem
      itemType="branch"
      value={value}
      aria-selected={isSame(chosen, choice)}
      onFocus={(event) => event.target === event.currentTarget && onChoose(choice)}
      onClick={(event) => {
        event.stopPropagation();
        onChoose(choice);
      }}
    >
      <TreeItemLayout
        iconBefore={<FolderRegular />}
        className={mergeClasses(isSame(chosen, choice) && styles.chosen)}
      >
        {showText(name)}
      </TreeItemLayout>
      <Branch {...rest} {...{ chosen, onChoose }} folder={toRef(node)} value={value} />
    </TreeItem>
  );
}
