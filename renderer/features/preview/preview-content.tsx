import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Item } from '../../../electron/contract/records.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { failureOf } from '../../api/client.ts';
import { previewQuery, versionPreviewQuery } from '../../api/item-queries.ts';
import { FailureBlock } from '../../ui/failure-block.tsx';
import { FileIcon } from '../../ui/file-icon.tsx';
import { ArchiveContent } from './archive-content.tsx';
import { DocumentContent } from './document-content.tsx';
import { IconOnly, Room, Message, Waiting } from './preview-room.tsx';
import { TextFrame } from './text-frame.tsx';

const useStyles = makeStyles({
  fill: { position: 'absolute', inset: 0, width: '100%', height: '100%', border: 'none' },
  image: { objectFit: 'contain' },
  hidden: { visibility: 'hidden' },
  audio: { width: '92%' },
  truncated: { color: tokens.colorNeutralForeground3 },
});

export interface PreviewContentProps {
  accountId: string;
  item: Item;
  isLarge?: boolean;
  versionId?: string | undefined;
}

export function PreviewContent(props: PreviewContentProps) {
  const { item, versionId } = props;
  const isEmpty = item.kind === 'file' && item.sizeBytes === 0 && versionId === undefined;
  if (item.problem !== null) return <IconOnly item={item} message={t(`preview.problems.${item.problem}`)} />;
  if (isEmpty) return <IconOnly item={item} message={t('preview.empty')} />;
  if (item.preview === 'none') return <IconOnly item={item} />;
  return <Fetched {...props} />;
}

const toNoPreviewMessage = ({ preview }: Item): string | undefined =>
  preview === 'document' || preview === 'archive' || preview === 'text'
    ? t(`preview.nothingOf.${preview}`)
    : undefined;

function Fetched({ accountId, item, isLarge = false, versionId }: PreviewContentProps) {
  const styles = useStyles();
  const preview = useQuery(
    versionId === undefined
      ? previewQuery(accountId, item, item.modifiedAt)
      : versionPreviewQuery(accountId, item, versionId),
  );
  if (preview.isError) {
    const failure = failureOf(preview.error);
    return (
      <Room role="alert">
        <Message>
          <FailureBlock failure={failure} align="center" onRetry={() => void preview.refetch()} />
        </Message>
      </Room>
    );
  }
  if (preview.data === undefined) return <Loading />;
  const { kind, url, poster, truncated, archive } = preview.data;
  if (archive !== null) return <ArchiveContent archive={archive} name={item.name} />;
  if (url === null || kind === 'none')
    return (
      <IconOnly
        item={item}
        message={versionId === undefined ? toNoPreviewMessage(item) : t('versions.notShown')}
      />
    );
  if (kind === 'document')
    return (
      <DocumentContent
        key={url}
        url={url}
        poster={poster}
        item={item}
        isLarge={isLarge}
        isEarlier={versionId !== undefined}
        onRetry={() => void preview.refetch()}
      />
    );
  if (kind === 'audio' || kind === 'video') return <Player key={url} kind={kind} url={url} item={item} />;
  if (kind === 'image') return <Picture key={url} url={url} item={item} />;
  return (
    <>
      <Room>
        <TextFrame url={url} title={t('preview.textOf', { name: item.name })} />
      </Room>
      {truncated && (
        <Text size={200} className={styles.truncated}>
          {t('preview.truncated')}
        </Text>
      )}
    </>
  );
}

function Picture({ url, item }: { url: string; item: Item }) {
  const styles = useStyles();
  const [state, setState] = useState<'loading' | 'shown' | 'broken'>('loading');
  if (state === 'broken') return <IconOnly item={item} message={t('preview.broken')} />;
  return (
    <Room>
      <img
        className={mergeClasses(styles.fill, styles.image, state === 'loading' && styles.hidden)}
        src={url}
        alt={t('preview.imageOf', { name: item.name })}
        draggable={false}
        onLoad={() => setState('shown')}
        onError={() => setState('broken')}
      />
      {state === 'loading' && <Waiting />}
    </Room>
  );
}

/** Streamed in ranges. No autoplay. */
function Player({ kind, url, item }: { kind: 'audio' | 'video'; url: string; item: Item }) {
  const styles = useStyles();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <IconOnly item={item} message={t('preview.notPlayed')} />;
  const shared = {
    src: url,
    controls: true,
    preload: 'metadata' as const,
    'aria-label': t('preview.playerOf', { name: item.name }),
    onError: () => setBroken(true),
  };
  return (
    <Room>
      {kind === 'video' ? (
        <video className={mergeClasses(styles.fill, styles.image)} {...shared} />
      ) : (
        <>
          <FileIcon name={item.name} kind={item.kind} sharing={item.sharing} size={96} />
          <audio className={styles.audio} {...shared} />
        </>
      )}
    </Room>
  );
}

function Loading() {
  return (
    <Room>
      <Waiting />
    </Room>
  );
}
