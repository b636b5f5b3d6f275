import { Library20Filled, Library20Regular } from '@fluentui/react-icons/svg/library';
import type { Library } from '../../../electron/contract/libraries.ts';
import type { Account } from '../../../electron/contract/records.ts';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import type { DropTarget } from '../../state/drop-target.ts';
import { type Page, toLibraryPage } from '../../state/navigation.ts';
import { useApp } from '../../state/store.ts';
import { PlaceLink } from './place-link.tsx';

interface LibraryLinksProps {
  account: Account;
  page: Page;
  narrow: boolean;
}

/** The page lists all. */
const maxLinks = 6;

export function LibraryLinks({ account, page, narrow }: LibraryLinksProps) {
  const listed = narrow ? [] : account.libraries.filter(({ isListed }) => isListed).slice(0, maxLinks);
  const open = page.name === 'browse' && page.place === 'libraries' ? (page.folder?.driveId ?? null) : null;
  const isInside = open !== null && !listed.some(({ driveId }) => driveId === open);
  return (
    <>
      <PlaceLink
        name={t('places.libraries')}
        icon={<Library20Regular />}
        hereIcon={<Library20Filled />}
        command="goLibraries"
        here={page.name === 'libraries' || isInside}
        narrow={narrow}
      />
      {listed.map((library) => (
        <PlaceLink
          key={library.driveId}
          name={showText(library.name)}
          icon={<></>}
          hereIcon={<></>}
          command={null}
          onGo={() => goTo(library)}
          isInner
          here={library.driveId === open}
          narrow={false}
          drop={toTarget(account, library)}
        />
      ))}
    </>
  );
}

const goTo = (library: Library): void => useApp.getState().go(toLibraryPage(library));

function toTarget({ accountId, canWrite }: Account, library: Library): DropTarget {
  const { driveId, rootId, name } = library;
  const upload = canWrite ? { accountId, parent: { driveId, itemId: rootId } } : null;
  return { key: `library ${driveId}`, name: showText(name), upload, open: () => goTo(library) };
}
