import { Dropdown, makeStyles, Option } from '@fluentui/react-components';
import { t } from '../../../electron/contract/strings/translate.ts';

const useStyles = makeStyles({
  root: { minWidth: '112px', width: 'max-content', '& > button': { whiteSpace: 'nowrap' } },
});
const roles = ['read', 'write'] as const;

interface RoleChoiceProps {
  who: string;
  role: 'read' | 'write' | 'owner';
  onChange: (role: 'read' | 'write') => void;
}

export function RoleChoice({ who, role, onChange }: RoleChoiceProps) {
  const styles = useStyles();
  return (
    <Dropdown
      className={styles.root}
      size="small"
      appearance="filled-lighter"
      aria-label={t('share.access.role', { who })}
      value={t(`share.access.roles.${role}`)}
      selectedOptions={[role]}
      onOptionSelect={(_, { optionValue }) => {
        const chosen = roles.find((one) => one === optionValue);
        if (chosen !== undefined && chosen !== role) onChange(chosen);
      }}
    >
      {roles.map((one) => (
        <Option key={one} value={one}>
          {t(`share.access.roles.${one}`)}
        </Option>
      ))}
    </Dropdown>
  );
}
