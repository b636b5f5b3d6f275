import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { t } from '../../../electron/contract/strings/translate.ts';
import { useLibrariesStyles } from './libraries-styles.ts';
import { SearchField } from '../../ui/search-field.tsx';

interface SiteSearchProps {
  query: string;
  onSearch: (text: string) => void;
}

/** Searches only on submit, because each search opens every site it finds. */
export function SiteSearch({ query, onSearch }: SiteSearchProps) {
  const styles = useLibrariesStyles();
  const [text, setText] = useState(query);
  return (
    <form
      role="search"
      className={styles.search}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(text.trim());
      }}
    >
      <SearchField
        className={styles.box}
        placeholder={t('libraries.search')}
        aria-label={t('libraries.search')}
        value={text}
        maxLength={256}
        onChange={(_, { value }) => {
          setText(value);
          if (value === '') onSearch('');
        }}
      />
      <Button type="submit" disabledFocusable={text.trim() === ''}>
        {t('libraries.searchGo')}
      </Button>
    </form>
  );
}
