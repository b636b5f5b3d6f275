import { PortalMountNodeProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** Menus, lists and tooltips opened from `children` are mounted inside `home`: a landmark or a dialog contains them. */
export function PopupHome({ home, children }: { home: HTMLElement | null; children: ReactNode }) {
  return <PortalMountNodeProvider value={home ?? undefined}>{children}</PortalMountNodeProvider>;
}
