import { nativeImage, type NativeImage } from 'electron';
import attention16 from '../../../assets/tray/attention-16.png?inline';
import attention32 from '../../../assets/tray/attention-32.png?inline';
import idle16 from '../../../assets/tray/idle-16.png?inline';
import idle32 from '../../../assets/tray/idle-32.png?inline';
import offline16 from '../../../assets/tray/offline-16.png?inline';
import offline32 from '../../../assets/tray/offline-32.png?inline';
import paused16 from '../../../assets/tray/paused-16.png?inline';
import paused32 from '../../../assets/tray/paused-32.png?inline';
import working16 from '../../../assets/tray/working-16.png?inline';
import working32 from '../../../assets/tray/working-32.png?inline';
import type { TrayState } from './tray-state.ts';

/** Data URLs for normal and high-density screens, drawn by `npm run icons`. */
const pictures: Readonly<Record<TrayState, readonly [string, string]>> = {
  attention: [attention16, attention32],
  idle: [idle16, idle32],
  offline: [offline16, offline32],
  paused: [paused16, paused32],
  working: [working16, working32],
};

export function toTrayIcon(state: TrayState): NativeImage {
  const [usual, dense] = pictures[state];
  const image = nativeImage.createFromDataURL(usual);
  image.addRepresentation({ scaleFactor: 2, dataURL: dense });
  return image;
}
