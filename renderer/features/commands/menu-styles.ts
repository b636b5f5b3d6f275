import { makeStyles } from '@fluentui/react-components';

/** A menu that has no room scrolls; nothing of it is out of reach. */
export const useMenuStyles = makeStyles({
  popover: { maxHeight: 'calc(100vh - 16px)', boxSizing: 'border-box', overflowY: 'auto' },
});
