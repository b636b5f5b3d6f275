import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Command } from '../../../electron/contract/commands.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { settingsQuery, startQuery } from '../../api/app-queries.ts';
import { changeSettings } from '../../state/change-settings.ts';
import { keyHint } from '../../state/keys.ts';
import { useApp } from '../../state/store.ts';
import { focusPage, focusPane } from '../../ui/panes.ts';

const useStyles = makeStyles({
  root: {
    gridArea: 'tour',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    minWidth: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorBrandBackground2,
    borderTop: `1px solid ${tokens.colorBrandStroke2}`,
  },
  words: { flex: '1 1 240px', minWidth: 0, overflowWrap: 'anywhere' },
  title: { display: 'block' },
  step: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const steps = [
  { name: 'drop', command: 'uploadFiles' },
  { name: 'search', command: 'search' },
  { name: 'keep', command: 'keep' },
] as const satisfies { name: string; command: Command }[];

function useTourStep(): number | null {
  const tour = useApp((state) => state.tour);
  const greets = useQuery(startQuery).data?.greets === true;
  const isDue = useQuery(settingsQuery).data?.tourEnded === false && greets;
  return tour === 'ended' ? null : (tour ?? (isDue ? 0 : null));
}

export function TourBar() {
  const styles = useStyles();
  const client = useQueryClient();
  const platform = useQuery(startQuery).data?.platform ?? 'linux';
  const showTour = useApp((state) => state.showTour);
  const at = useTourStep();
  const step = at === null ? undefined : steps[at];
  if (at === null || step === undefined) return null;
  const isLast = at === steps.length - 1;
  const end = () => {
    showTour('ended');
    void changeSettings(client, { tourEnded: true });
    if (!focusPane('files')) focusPage();
  };
  const key = keyHint(step.command, platform) ?? '';
  return (
    <section
      className={styles.root}
      aria-label={t('tour.region')}
      data-pane="tour"
      data-tour={step.name}
      onKeyDown={(event) => event.key === 'Escape' && end()}
    >
      <div className={styles.words} role="status">
        <Text weight="semibold" className={styles.title}>
          {t(`tour.steps.${step.name}.title`, { key })}
        </Text>
        {t(`tour.steps.${step.name}.text`, { key })}
      </div>
      <span className={styles.step}>{t('tour.step', { step: at + 1, count: steps.length })}</span>
      <div className={styles.buttons}>
        <Button appearance="primary" size="small" onClick={isLast ? end : () => showTour(at + 1)}>
          {isLast ? t('tour.done') : t('tour.next')}
        </Button>
        {!isLast && (
          <Button appearance="subtle" size="small" onClick={end}>
            {t('tour.skip')}
          </Button>
        )}
      </div>
    </section>
  );
}
