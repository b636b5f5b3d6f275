import { clipboard, ClipboardItem } from 'electron';
import { toClipboardFiles } from './copied-files.ts';

export async function copyFiles(paths: readonly string[], text: string): Promise<boolean> {
  const formats = toClipboardFiles(paths, text, process.platform);
  if (formats === null) return false;
  await clipboard.write([new ClipboardItem(formats)]);
  return true;
}
