import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
import { useRef, useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { useDebounced } from '../../ui/use-debounced.ts';
import { FolderTree, toValue, type ChosenFolder } from './folder-tree.tsx';
import { FoundFolders } from './found-folders.tsx';
import { NewFolderRow } from './new-folder-row.tsx';

const useStyles = makeStyles({
  list: {
    height: '300px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: tokens.spacingVerticalXS,
  },
  search: { maxWidth: 'none', width: '100%' },
  below: { display: 'flex', justifyContent: 'flex-start' },
});

const searchAfterMs = 300;

export interface FolderChooserProps {
  accountId: string;
  /** Without the folders of other accounts. */
  isOneAccount?: boolean;
  chosen: ChosenFolder | null;
  onChoose: (folder: ChosenFolder) => void;
  isNaming: boolean;
  onNaming: (isNaming: boolean) => void;
}

export function FolderChooser(props: FolderChooserProps) {
  const styles = useStyles();
  const { accountId, isOneAccount = false, chosen, onChoose, isNaming, onNaming } = props;
  const [text, setText] = useState('');
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set([toValue(accountId, '')]));
  const typed = text.trim();
  const debounced = useDebounced(typed, searchAfterMs);
  /** The search whose results get the focus, also if they are still to come. */
  const [entered, setEntered] = useState<string | null>(null);
  const query = entered === typed ? typed : debounced;
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLElement>(null);
  const focusFirst = () => {
    if (document.activeElement === field.current)
      list.current?.querySelector<HTMLElement>('[role="treeitem"]')?.focus();
  };
  const into = chosen?.accountId ?? accountId;
  return (
    <>
      <SearchField
        className={styles.search}
        placeholder={t('chooseFolder.search')}
        aria-label={t('chooseFolder.search')}
        value={text}
        onChange={(_, { value }) => setText(value)}
        onKeyDown={(event) => {
          if (!['ArrowDown', 'Enter'].includes(event.key) || event.nativeEvent.isComposing) return;
          event.preventDefault();
          field.current = event.currentTarget;
          if (query === typed) focusFirst();
          setEntered(typed);
        }}
      />
      <div ref={list} className={styles.list}>
        {query === '' ? (
          <FolderTree {...{ accountId, isOneAccount, chosen, onChoose, open }} onOpen={setOpen} />
        ) : (
          <FoundFolders
            accountId={into}
            text={query}
            chosen={chosen}
            onChoose={onChoose}
            onListed={() => entered === query && focusFirst()}
          />
        )}
      </div>
      {isNaming && chosen !== null ? (
        <NewFolderRow
          accountId={into}
          parent={chosen}
          onMade={(made) => {
            // Otherwise the new folder would be chosen without being seen.
            setOpen(new Set([...open, toValue(into, chosen.itemId)]));
            onChoose(made);
          }}
          onEnd={() => onNaming(false)}
        />
      ) : (
        <div className={styles.below}>
          <Button
            size="small"
            icon={<FolderAddRegular />}
            disabledFocusable={chosen === null}
            onClick={() => chosen !== null && onNaming(true)}
          >
            {t('chooseFolder.newFolder')}
          </Button>
        </div>
      )}
    </>
  );
}
