import { Button, Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { t } from '../../../electron/contract/strings/translate.ts';
import { keys } from '../../api/query-keys.ts';
import { callOrToast } from '../../state/call-or-toast.ts';
import { formatSize } from '../../words/format.ts';
import { useSettings } from './use-settings.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
});

const limits = [32, 128, 512, 2048];

/** A lower limit deletes the least recently used thumbnails at once. */
export function ThumbnailSpace() {
  const styles = useStyles();
  const client = useQueryClient();
  const { settings, change } = useSettings();
  if (settings === undefined) return null;
  const { thumbnailsMiB } = settings;
  const shown = [...new Set([...limits, thumbnailsMiB])].toSorted((a, b) => a - b);
  const refresh = () => client.invalidateQueries({ queryKey: keys.storage });
  const clear = async () => {
    if ((await callOrToast('storage.clearThumbnails', {})) !== null) await refresh();
  };
  return (
    <div className={styles.root}>
      <Field label={t('settings.storage.thumbnailSpace')}>
        <Select value={thumbnailsMiB} onChange={(_, { value }) => change({ thumbnailsMiB: Number(value) })}>
          {shown.map((each) => (
            <option key={each} value={each}>
              {formatSize(each * 1024 * 1024)}
            </option>
          ))}
        </Select>
      </Field>
      <Button onClick={() => void clear()}>{t('settings.storage.clearThumbnails')}</Button>
    </div>
  );
}
