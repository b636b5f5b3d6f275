import { makeStyles } from '@fluentui/react-components';

export const useMenuStyles = makeStyles({
  popover: { maxHeight: 'calc(100vh - 16px)', boxSizing: 'border-box', overflowY: 'auto' },
});
