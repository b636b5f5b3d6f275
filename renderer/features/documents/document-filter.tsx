import { Input, makeStyles } from '@fluentui/react-components';
import { Filter16Regular } from '@fluentui/react-icons/svg/filter';
import { t } from '../../../electron/contract/strings/translate.ts';

// Wide enough for the whole placeholder in each language.
const useStyles = makeStyles({ root: { width: '280px', maxWidth: '100%' } });

interface DocumentFilterProps {
  value: string;
  onChange: (value: string) => void;
}

export function DocumentFilter({ value, onChange }: DocumentFilterProps) {
  const styles = useStyles();
  return (
    <Input
      className={styles.root}
      type="search"
      contentBefore={<Filter16Regular aria-hidden />}
      aria-label={t('documents.filter')}
      placeholder={t('documents.filter')}
      maxLength={255}
      value={value}
      onChange={(_, data) => onChange(data.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && value !== '') onChange('');
      }}
    />
  );
}
