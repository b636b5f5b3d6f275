import { SearchBox, type SearchBoxProps } from '@fluentui/react-components';
import { t } from '../../electron/contract/strings/translate.ts';

/** Controlled. */
export const SearchField = (props: SearchBoxProps & { value: string }) => (
  <SearchBox
    maxLength={255}
    dismiss={props.value === '' ? null : { 'aria-label': t('search.clear') }}
    {...props}
  />
);
