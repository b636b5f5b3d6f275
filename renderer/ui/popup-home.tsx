import { PortalMountNodeProvider } from '@fluentui/react-components';
import type { ReactNode } from 'react';

/** So that a landmark or dialog contains them. */
export function PopupHome({ home, children }: { home: HTMLElement | null; children: ReactNode }) {
  return <PortalMountNodeProvider value={home ?? undefined}>{children}</PortalMountNodeProvider>;
}
