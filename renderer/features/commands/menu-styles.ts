import { makeStyles } from '@fluentui/react-components';

/** A menu without room scrolls. */
export const useMenuStyles = makeStyles({
  popover: { maxHeight: 'calc(100vh - 16px)', boxSizing: 'border-box', overflowY: 'auto' },
});
