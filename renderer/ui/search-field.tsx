import { SearchBox, type SearchBoxProps } from '@fluentui/react-components';
import { t } from '../../electron/contract/strings/translate.ts';

export const SearchField = (props: SearchBoxProps) => (
  <SearchBox maxLength={255} dismiss={{ 'aria-label': t('search.clear') }} {...props} />
);
