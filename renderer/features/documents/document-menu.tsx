import { Menu, MenuDivider, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import type { SavedFile } from '../../../electron/contract/local-copies.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { openLocalCopy } from '../../state/open-file.ts';
import { moveCopies } from '../../state/move-copies.ts';
import {
  canRenew,
  canSave,
  idsOf,
  isHere,
  openSaveElsewhere,
  renew,
  saveAll,
  setKept,
} from './document-commands.ts';

export interface DocumentMenuProps {
  at: { x: number; y: number };
  files: readonly SavedFile[];
  onRemove: (files: readonly SavedFile[]) => void;
  onClose: () => void;
}

/** Destructive commands come last. */
export function DocumentMenu({ at, files, onRemove, onClose }: DocumentMenuProps) {
  const [first] = files;
  const only = files.length === 1 && first !== undefined && isHere(first) ? first : null;
  const isKept = files.every((file) => file.isKept);
  const target = { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) };
  return (
    <Menu open onOpenChange={(_, { open }) => !open && onClose()} positioning={{ target }}>
      <MenuPopover>
        <MenuList>
          <MenuItem
            disabled={only === null}
            onClick={() => only !== null && void openLocalCopy(only.documentId)}
          >
            {t('documents.menu.open')}
          </MenuItem>
          <MenuItem
            disabled={only === null}
            onClick={() =>
              only !== null && void callOrToast('documents.show', { documentId: only.documentId })
            }
          >
            {t('documents.menu.show')}
          </MenuItem>
          <MenuDivider />
          <MenuItem disabled={!files.some(canSave)} onClick={() => void saveAll(files.filter(canSave))}>
            {t('documents.saveBack')}
          </MenuItem>
          <MenuItem
            disabled={only === null || !canSave(only)}
            onClick={() => only !== null && openSaveElsewhere(only)}
          >
            {t('edits.saveElsewhere')}
          </MenuItem>
          <MenuItem disabled={!files.some(canRenew)} onClick={() => void renew(files.filter(canRenew))}>
            {t('documents.menu.renew')}
          </MenuItem>
          <MenuItem
            disabled={!files.some(isHere)}
            onClick={() => void moveCopies(idsOf(files.filter(isHere)), first?.name ?? '')}
          >
            {t('documents.menu.move')}
          </MenuItem>
          <MenuItem onClick={() => setKept(files, !isKept)}>
            {t(isKept ? 'documents.menu.unkeep' : 'documents.menu.keep')}
          </MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => onRemove(files)}>{t('documents.menu.remove')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
