import { Button, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { toExtension } from '../../../electron/contract/file-families.ts';
import { requestCommand } from '../../state/command-bus.ts';
import {
  type FromViewer,
  parseFromViewer,
  type ToViewer,
  type ViewerFailure,
} from '../../viewer/messages.ts';
import { DocumentTools } from './document-tools.tsx';
import { IconOnly, Room, Waiting } from './preview-room.tsx';

const useStyles = makeStyles({
  fill: { position: 'absolute', inset: 0, width: '100%', height: '100%', border: 'none' },
  poster: { objectFit: 'contain', opacity: 0.6 },
  /** A frame with `visibility: hidden` would never draw. */
  unseen: { opacity: 0, pointerEvents: 'none' },
  cut: { color: tokens.colorNeutralForeground3 },
});

interface DocumentContentProps {
  url: string;
  poster: string | null;
  item: Item;
  isLarge: boolean;
  /** Opening it elsewhere would open the current content. */
  isEarlier: boolean;
  onRetry: () => void;
}

interface Shown {
  pages: number;
  isCut: boolean;
}

/** Until then OneDrive's picture of the first page is shown. */
export function DocumentContent({ url, poster, item, isLarge, isEarlier, onRetry }: DocumentContentProps) {
  const styles = useStyles();
  const frame = useRef<HTMLIFrameElement>(null);
  const [shown, setShown] = useState<Shown | null>(null);
  const [at, setAt] = useState({ page: 1, zoomPercent: 100 });
  const [isPartial, setPartial] = useState(false);
  const [failure, setFailure] = useState<ViewerFailure | null>(null);
  const send = (order: ToViewer) => frame.current?.contentWindow?.postMessage(order, '*');
  useViewerMessages(frame, (message) => {
    if (message.type === 'shown') setShown({ pages: message.pages, isCut: message.isCut });
    if (message.type === 'at') setAt({ page: message.page, zoomPercent: message.zoomPercent });
    if (message.type === 'partial') setPartial(true);
    if (message.type === 'failed') setFailure(message.reason);
    if (message.type === 'key') passKey(frame.current, message.key, message.shift);
  });
  usePagingKeys(isLarge && shown !== null, (by) => send({ type: 'go', page: at.page + by }));
  if (failure !== null) {
    return <NoPages poster={poster} item={item} reason={failure} isEarlier={isEarlier} onRetry={onRetry} />;
  }
  return (
    <>
      <Room isTall>
        {shown === null && poster !== null && <Poster url={poster} />}
        <iframe
          ref={frame}
          className={mergeClasses(styles.fill, shown === null && styles.unseen)}
          // oxlint-disable-next-line react/iframe-missing-sandbox -- its origin belongs to this file alone, so it can't reach its frame; see shell/viewer-files.ts
          sandbox="allow-scripts allow-same-origin"
          src={url}
          title={t('preview.pagesOf', { name: item.name })}
          // Nor does the focus enter what isn't seen.
          inert={shown === null}
        />
        {shown === null && <Waiting />}
      </Room>
      {shown !== null && <DocumentTools pages={shown.pages} at={at} send={send} />}
      {isPartial && (
        <Text size={200} className={styles.cut} role="status">
          {t('preview.pages.partial')}
        </Text>
      )}
      {shown?.isCut === true && (
        <Text size={200} className={styles.cut}>
          {t('preview.pages.cut', { count: shown.pages })}
        </Text>
      )}
    </>
  );
}

function Poster({ url }: { url: string }) {
  const styles = useStyles();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return null;
  return (
    <img
      className={mergeClasses(styles.fill, styles.poster)}
      src={url}
      alt=""
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}

interface NoPagesProps {
  poster: string | null;
  item: Item;
  reason: ViewerFailure;
  isEarlier: boolean;
  onRetry: () => void;
}

/** A converted document often has at least a picture. */
function NoPages({ poster, item, reason, isEarlier, onRetry }: NoPagesProps) {
  const styles = useStyles();
  const [hasPoster, setHasPoster] = useState(true);
  const isConverted = toExtension(item.name) !== 'pdf';
  if (isConverted && poster !== null && hasPoster)
    return (
      <Room>
        <img
          className={styles.fill}
          style={{ objectFit: 'contain' }}
          src={poster}
          alt={t('preview.imageOf', { name: item.name })}
          draggable={false}
          onError={() => setHasPoster(false)}
        />
      </Room>
    );
  return (
    <IconOnly item={item} message={t(`preview.noPages.${isConverted ? 'converted' : reason}`)}>
      <div>
        {reason === 'notRead' && (
          <Button size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )}{' '}
        {!isEarlier && (
          <Button size="small" onClick={() => requestCommand('open', { target: item })}>
            {t('app.open')}
          </Button>
        )}
      </div>
    </IconOnly>
  );
}

/** The frame has processed an untrusted file, so only valid messages are accepted. */
function useViewerMessages(
  frame: React.RefObject<HTMLIFrameElement | null>,
  onMessage: (message: FromViewer) => void,
): void {
  const receive = useEffectEvent((event: MessageEvent) => {
    if (event.source === null || event.source !== frame.current?.contentWindow) return;
    const message = parseFromViewer(event.data);
    if (message !== null) onMessage(message);
  });
  useEffect(() => {
    const listen = (event: MessageEvent) => receive(event);
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);
}

function passKey(frame: HTMLIFrameElement | null, key: string, shiftKey: boolean): void {
  frame?.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
}

/** Works wherever the focus is in the window. */
function usePagingKeys(isOn: boolean, step: (by: 1 | -1) => void): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const by = event.key === 'PageDown' ? 1 : event.key === 'PageUp' ? -1 : null;
    if (by === null) return;
    event.preventDefault();
    step(by);
  });
  useEffect(() => {
    if (!isOn) return;
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [isOn]);
}
