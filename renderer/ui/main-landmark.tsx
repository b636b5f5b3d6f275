import { type ReactNode, useState } from 'react';
import { PopupHome } from './popup-home.tsx';

export function MainLandmark({ className, children }: { className: string; children: ReactNode }) {
  const [home, setHome] = useState<HTMLElement | null>(null);
  return (
    <main ref={setHome} className={className}>
      <PopupHome home={home}>{children}</PopupHome>
    </main>
  );
}
