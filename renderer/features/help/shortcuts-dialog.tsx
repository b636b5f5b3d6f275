import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type CommandRow, commandIds, commands, type KeyChord } from '../../../electron/contract/commands.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { startQuery } from '../../api/app-queries.ts';
import { chordLabel, chordsOf, listKeys, type Platform } from '../../state/keys.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { toCommandName } from '../../words/command-text.ts';

const useStyles = makeStyles({
  groups: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXXL}`,
    alignItems: 'start',
    // Room for the focus ring.
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    '@media (max-width: 1040px)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  },
  list: { margin: `${tokens.spacingVerticalXS} 0 0` },
  row: {
    display: 'flex',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} 0`,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  keys: {
    margin: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'flex-start',
    justifyContent: 'flex-end',
    gap: tokens.spacingHorizontalXS,
  },
  key: {
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase100,
    padding: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalSNudge}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
    color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap',
  },
});

interface ShortcutRow {
  name: string;
  chords: readonly KeyChord[];
}

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const styles = useStyles();
  const platform = useQuery(startQuery).data?.platform ?? 'linux';
  const rowsOf = (heading: CommandRow['shortcuts']): ShortcutRow[] =>
    commandIds
      .filter((command) => commands[command].shortcuts === heading)
      .map((command) => ({ name: toCommandName(command), chords: chordsOf(command, platform) }));
  return (
    <Dialog
      title={t('shortcuts.title')}
      width="widest"
      contentClassName={styles.groups}
      contentFocusable
      actions={{ closeLabel: t('app.close') }}
      onClose={onClose}
    >
      <Group title={t('shortcuts.groups.files')} rows={rowsOf('files')} platform={platform} />
      <Group title={t('shortcuts.groups.going')} rows={rowsOf('navigation')} platform={platform} />
      <Group title={t('shortcuts.groups.list')} rows={listRows} platform={platform} />
    </Dialog>
  );
}

// Object.keys widens to string; these are exactly the table's keys.
const listRows: readonly ShortcutRow[] = (Object.keys(listKeys) as (keyof typeof listKeys)[]).map((key) => ({
  name: t(`shortcuts.grid.${key}`),
  chords: listKeys[key],
}));

function Group({
  title,
  rows,
  platform,
}: {
  title: string;
  rows: readonly ShortcutRow[];
  platform: Platform;
}) {
  const styles = useStyles();
  return (
    <section aria-label={title}>
      <Text as="h3" weight="semibold">
        {title}
      </Text>
      <dl className={styles.list}>
        {rows.map(({ name, chords }) => (
          <div key={name} className={styles.row}>
            <dt>{name}</dt>
            <dd className={styles.keys}>
              {chords.map((chord) => {
                const label = chordLabel(chord, platform);
                return (
                  <kbd key={label} className={styles.key}>
                    {label}
                  </kbd>
                );
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
