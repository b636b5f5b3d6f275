import type { StartDrag } from './bridge-ipc.ts';
import { toTrayIcon } from './tray/tray-icons.ts';

/** https://www.electronjs.org/docs/latest/tutorial/native-file-drag-drop */
export const startDrag: StartDrag = (contents, paths) => {
  const [file] = paths;
  if (file !== undefined && !contents.isDestroyed())
    contents.startDrag({ file, files: [...paths], icon: toTrayIcon('idle') });
};
