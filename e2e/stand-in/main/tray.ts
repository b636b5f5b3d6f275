import { EventEmitter } from 'node:events';
import type {
  NativeImage,
  Notification as ElectronNotification,
  NotificationConstructorOptions,
  Tray as ElectronTray,
} from 'electron';
import type { Menu } from './menu.ts';

class Picture {
  readonly representations: string[];

  constructor(dataUrl: string) {
    this.representations = [dataUrl];
  }

  addRepresentation({ dataURL = '' }: { dataURL?: string }): void {
    this.representations.push(dataURL);
  }

  toDataURL = (): string => this.representations[0] ?? '';
  isEmpty = (): boolean => !this.toDataURL().startsWith('data:image/png;base64,');
}

export const nativeImage = {
  createFromDataURL: (dataUrl: string) => new Picture(dataUrl) as unknown as NativeImage,
};

/** Stored, not shown: tests read the latest ones and click them. */
export class Tray
  extends EventEmitter
  implements Pick<ElectronTray, 'setToolTip' | 'destroy' | 'isDestroyed' | 'setImage'>
{
  static readonly open = new Set<Tray>();
  image: NativeImage;
  toolTip = '';
  menu: Menu | null = null;

  constructor(image: NativeImage) {
    super();
    if (image.isEmpty()) throw new Error('the picture of the tray is empty');
    this.image = image;
    Tray.open.add(this);
  }

  setImage(image: NativeImage): void {
    this.image = image;
  }
  setToolTip(text: string): void {
    this.toolTip = text;
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }
  isDestroyed = (): boolean => !Tray.open.has(this);
  destroy(): void {
    Tray.open.delete(this);
  }
}

/** Stores what was announced, latest last; tests click with `emit('click')`. */
export class Notification
  extends EventEmitter
  implements Pick<ElectronNotification, 'show' | 'close' | 'title' | 'body'>
{
  static readonly shown: Notification[] = [];
  static isSupported = (): boolean => true;
  title: string;
  body: string;
  readonly actions: { text?: string }[];

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.title = options.title ?? '';
    this.body = options.body ?? '';
    this.actions = options.actions ?? [];
  }

  show(): void {
    Notification.shown.push(this);
    this.emit('show', {});
  }
  close(): void {
    this.emit('close', {});
  }
}
