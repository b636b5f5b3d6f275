import { useViewHead } from '../../state/open-view.ts';
import { FileGrid } from './file-grid.tsx';
import { StatusBar } from './status-bar.tsx';

export function FilesList() {
  const head = useViewHead();
  return head === null ? null : <FileGrid head={head} />;
}

export function FilesStatus() {
  return <StatusBar head={useViewHead()} />;
}
