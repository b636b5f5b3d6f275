import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PersonRegular } from '@fluentui/react-icons/svg/person';
import { showText } from '../../../electron/contract/strings/show-text.ts';
import type { AccessGrant } from '../../../electron/contract/sharing.ts';
import { t } from '../../../electron/contract/strings/translate.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { toGrantFacts, toGrantName } from '../../words/access-text.ts';
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

interface AccessRowProps {
  grant: AccessGrant;
  isConfirming: boolean;
  onConfirming: (isOn: boolean) => void;
  copy: () => void;
  setRole: (role: 'read' | 'write') => void;
  remove: () => void;
}

/** An access grant. Inherited grants and the owner's are read-only. */
export function AccessRow(props: AccessRowProps) {
  const styles = useStyles();
  const { grant, isConfirming, onConfirming } = props;
  const { role, link, inheritedFrom } = grant;
  const who = showText(toGrantName(grant));
  const isFixed = role === 'owner' || inheritedFrom !== null;
  return (
    <div role="listitem" className={styles.root}>
      <span className={styles.icon}>{toIcon(grant)}</span>
      <div>
        <div className={styles.name}>{who}</div>
        <div className={styles.facts}>{toGrantFacts(grant)}</div>
      </div>
      <div className={styles.actions}>
        {!isFixed && link === null && role !== 'other' ? (
          <RoleChoice who={who} role={role} onChange={props.setRole} />
        ) : (
          <span className={styles.role}>{t(`share.access.roles.${role}`)}</span>
        )}
        {link !== null && (
          <IconButton label={t('share.access.copy', { who })} icon={<LinkRegular />} onClick={props.copy} />
        )}
        {!isFixed && (
          <IconButton
            label={t('share.access.remove', { who })}
            icon={<DismissRegular />}
            expanded={isConfirming}
            onClick={() => onConfirming(!isConfirming)}
          />
        )}
      </div>
      {isConfirming && (
        <div className={styles.confirm}>
          <span>{t('share.access.confirm', { who, isLink: link !== null })}</span>
          <Button size="small" autoFocus onClick={() => onConfirming(false)}>
            {t('share.access.keep')}
          </Button>
          <Button size="small" appearance="primary" onClick={props.remove}>
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
