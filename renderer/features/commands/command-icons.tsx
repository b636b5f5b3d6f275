import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise';
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download';
import { BranchCompare20Regular } from '@fluentui/react-icons/svg/branch-compare';
import { LayoutColumnTwo20Regular } from '@fluentui/react-icons/svg/layout-column-two';
import { CopyArrowRight20Regular } from '@fluentui/react-icons/svg/copy-arrow-right';
import { ArrowExportLtr20Regular } from '@fluentui/react-icons/svg/arrow-export-ltr';
import { ArrowUndo20Regular } from '@fluentui/react-icons/svg/arrow-undo';
import { ArrowRedo20Regular } from '@fluentui/react-icons/svg/arrow-redo';
import { ArrowUpload20Regular } from '@fluentui/react-icons/svg/arrow-upload';
import { AppsList20Regular } from '@fluentui/react-icons/svg/apps-list';
import { ColumnTriple20Regular } from '@fluentui/react-icons/svg/column-triple';
import { ClipboardPaste20Regular } from '@fluentui/react-icons/svg/clipboard-paste';
import { Copy20Regular } from '@fluentui/react-icons/svg/copy';
import { CopyAdd20Regular } from '@fluentui/react-icons/svg/copy-add';
import { Cut20Regular } from '@fluentui/react-icons/svg/cut';
import { Delete20Regular } from '@fluentui/react-icons/svg/delete';
import { DocumentArrowUp20Regular } from '@fluentui/react-icons/svg/document-arrow-up';
import { DocumentCopy20Regular } from '@fluentui/react-icons/svg/document-copy';
import { Eye20Regular } from '@fluentui/react-icons/svg/eye';
import { Lightbulb20Regular } from '@fluentui/react-icons/svg/lightbulb';
import { Sparkle20Regular } from '@fluentui/react-icons/svg/sparkle';
import { Filter20Regular } from '@fluentui/react-icons/svg/filter';
import { FolderAdd20Regular } from '@fluentui/react-icons/svg/folder-add';
import { FolderArrowUp20Regular } from '@fluentui/react-icons/svg/folder-arrow-up';
import { FolderArrowRight20Regular } from '@fluentui/react-icons/svg/folder-arrow-right';
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open';
import { FolderSearch20Regular } from '@fluentui/react-icons/svg/folder-search';
import { Globe20Regular } from '@fluentui/react-icons/svg/globe';
import { Grid20Regular } from '@fluentui/react-icons/svg/grid';
import { Keyboard20Regular } from '@fluentui/react-icons/svg/keyboard';
import { Window20Regular } from '@fluentui/react-icons/svg/window';
import { Open20Regular } from '@fluentui/react-icons/svg/open';
import { Pin20Regular } from '@fluentui/react-icons/svg/pin';
import { Rename20Regular } from '@fluentui/react-icons/svg/rename';
import { Save20Regular } from '@fluentui/react-icons/svg/save';
import { Search20Regular } from '@fluentui/react-icons/svg/search';
import { SelectAllOn20Regular } from '@fluentui/react-icons/svg/select-all-on';
import { FullScreenMaximize20Regular } from '@fluentui/react-icons/svg/full-screen-maximize';
import { Share20Regular } from '@fluentui/react-icons/svg/share';
import { LockClosed20Regular } from '@fluentui/react-icons/svg/lock-closed';
import { History20Regular } from '@fluentui/react-icons/svg/history';
import { ClipboardTextLtr20Regular } from '@fluentui/react-icons/svg/clipboard-text-ltr';
import { Link20Regular } from '@fluentui/react-icons/svg/link';
import { LinkAdd20Regular } from '@fluentui/react-icons/svg/link-add';
import { FolderLink20Regular } from '@fluentui/react-icons/svg/folder-link';
import type { ReactElement } from 'react';
import type { Command } from '../../../electron/contract/commands.ts';

export const commandIcons: Partial<Record<Command, ReactElement>> = {
  newFolder: <FolderAdd20Regular />,
  uploadFiles: <DocumentArrowUp20Regular />,
  uploadFolder: <FolderArrowUp20Regular />,
  saveFile: <Save20Regular />,
  download: <ArrowDownload20Regular />,
  downloadTo: <FolderArrowRight20Regular />,
  open: <Open20Regular />,
  openInNewWindow: <Window20Regular />,
  openOnWeb: <Globe20Regular />,
  showInFolder: <FolderSearch20Regular />,
  keep: <Pin20Regular />,
  share: <Share20Regular />,
  copyLink: <Link20Regular />,
  addSharedLink: <LinkAdd20Regular />,
  addShortcut: <FolderLink20Regular />,
  includeInSearch: <FolderSearch20Regular />,
  versions: <History20Regular />,
  checkOut: <LockClosed20Regular />,
  rename: <Rename20Regular />,
  delete: <Delete20Regular />,
  moveTo: <FolderArrowRight20Regular />,
  cut: <Cut20Regular />,
  copy: <Copy20Regular />,
  copyTo: <DocumentCopy20Regular />,
  copyToOther: <CopyArrowRight20Regular />,
  moveToOther: <ArrowExportLtr20Regular />,
  compare: <BranchCompare20Regular />,
  splitView: <LayoutColumnTwo20Regular />,
  duplicate: <CopyAdd20Regular />,
  copyPath: <ClipboardTextLtr20Regular />,
  paste: <ClipboardPaste20Regular />,
  undo: <ArrowUndo20Regular />,
  redo: <ArrowRedo20Regular />,
  refresh: <ArrowClockwise20Regular />,
  preview: <Eye20Regular />,
  fullPreview: <FullScreenMaximize20Regular />,
  search: <Search20Regular />,
  filter: <Filter20Regular />,
  asList: <AppsList20Regular />,
  asTiles: <Grid20Regular />,
  columns: <ColumnTriple20Regular />,
  selectAll: <SelectAllOn20Regular />,
  addressBar: <FolderOpen20Regular />,
  showKeys: <Keyboard20Regular />,
  showTour: <Lightbulb20Regular />,
  showNews: <Sparkle20Regular />,
};

export const uploadIcon = <ArrowUpload20Regular />;
