import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PeopleEditRegular } from '@fluentui/react-icons/svg/people-edit';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { AccessGrant } from '../../../electron/contract/sharing.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toGrantFacts, toGrantName } from '../../words/access-text.ts';
import type { GrantActions } from './grant-actions.ts';
import { LinkPeople } from './link-people.tsx';
import { RoleChoice } from './role-choice.tsx';

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '24px minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: `0 ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalXS} 0`,
    minHeight: '40px',
  },
  icon: { fontSize: '20px', color: tokens.colorNeutralForeground3, lineHeight: 0 },
  name: { overflowWrap: 'anywhere' },
  facts: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'end', alignItems: 'center', gap: '4px' },
  role: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap' },
  confirm: { gridColumn: '2 / -1', display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px' },
});

export type RunGrantAction = (work: () => Promise<string>) => Promise<boolean>;

export interface OpenRow {
  grantId: string;
  part: 'remove' | 'people';
}

interface AccessRowProps {
  grant: AccessGrant;
  mayChange: boolean;
  actions: GrantActions;
  run: RunGrantAction;
  open: OpenRow | null;
  onOpen: (open: OpenRow | null) => void;
}

export function AccessRow({ grant, mayChange, actions, run, open, onOpen }: AccessRowProps) {
  const styles = useStyles();
  const { grantId, role, link, inheritedFrom } = grant;
  const who = showText(toGrantName(grant));
  const isFixed = !mayChange || role === 'owner' || inheritedFrom !== null;
  const part = open?.grantId === grantId ? open.part : null;
  const toggle = (wanted: OpenRow['part']) => onOpen(part === wanted ? null : { grantId, part: wanted });
  return (
    <div role="listitem" className={styles.root}>
      <span className={styles.icon}>{toIcon(grant)}</span>
      <div>
        <div className={styles.name}>{who}</div>
        <div className={styles.facts}>{toGrantFacts(grant)}</div>
      </div>
      <div className={styles.actions}>
        {!isFixed && link === null && role !== 'other' ? (
          <RoleChoice who={who} role={role} onChange={(wanted) => void run(() => actions.setRole(wanted))} />
        ) : (
          <span className={styles.role}>{t(`share.access.roles.${role}`)}</span>
        )}
        {!isFixed && link?.scope === 'users' && (
          <IconButton
            label={t('share.access.people', { who })}
            icon={<PeopleEditRegular />}
            expanded={part === 'people'}
            onClick={() => toggle('people')}
          />
        )}
        {link !== null && (
          <IconButton
            label={t('share.access.copy', { who })}
            icon={<LinkRegular />}
            onClick={() => void run(actions.copy)}
          />
        )}
        {!isFixed && (
          <IconButton
            label={t('share.access.remove', { who })}
            icon={<DismissRegular />}
            expanded={part === 'remove'}
            onClick={() => toggle('remove')}
          />
        )}
      </div>
      {part === 'people' && <LinkPeople grant={grant} actions={actions} run={run} />}
      {part === 'remove' && (
        <div className={styles.confirm}>
          <span>{t('share.access.confirm', { who, isLink: link !== null })}</span>
          <Button size="small" autoFocus onClick={() => onOpen(null)}>
            {t('share.access.keep')}
          </Button>
          <Button
            size="small"
            appearance="primary"
            onClick={() => {
              onOpen(null);
              void run(actions.remove);
            }}
          >
            {t('share.access.removeNow')}
          </Button>
        </div>
      )}
    </div>
  );
}

function toIcon({ link, people }: AccessGrant) {
  if (link !== null) return link.scope === 'anonymous' ? <GlobeRegular /> : <LinkRegular />;
  return people.length > 1 || people[0]?.isGroup === true ? <PeopleRegular /> : <PersonRegular />;
}
