import {
  FluentProvider,
  teamsHighContrastTheme,
  type Theme,
  useFocusFinders,
  useTooltipVisibility,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import { flushSync } from 'react-dom';
import type { Settings } from '../../electron/contract/settings.ts';
import { useMedia } from './use-media.ts';

export function ThemeProvider({ setting, children }: { setting: Settings['theme']; children: ReactNode }) {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forcedColors = useMedia('(forced-colors: active)');
  const dark = setting === 'system' ? systemDark : setting === 'dark';
  return (
    <FluentProvider
      theme={chooseTheme(dark, forcedColors)}
      dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}
      // Scroll bars, native controls, and framed texts follow the app's theme, not the system's.
      style={{ ...filling, colorScheme: dark ? 'dark' : 'light' }}
    >
      <FocusKeeper />
      <HideTipsOnEscape />
      {children}
    </FluentProvider>
  );
}

/**
 * Without it, navigating from a dialog to a page that doesn't use one would leave the page hidden from screen
 * readers.
 */
function FocusKeeper(): null {
  useFocusFinders();
  return null;
}

/** A visible tooltip captures the next Escape, even that of a button whose menu is open. */
function HideTipsOnEscape(): null {
  const tips = useTooltipVisibility();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isInMenu = event.target instanceof Element && event.target.closest('[role="menu"]') !== null;
      if (event.key === 'Escape' && isInMenu) flushSync(() => tips.visibleTooltip?.hide());
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [tips]);
  return null;
}

// With `hidden` the window could still scroll, and accessibility checkers treat hidden overflow as
// unreachable.
const filling = { height: '100%', overflow: 'clip' } as const;

export function chooseTheme(dark: boolean, forcedColors: boolean): Theme {
  if (forcedColors) return teamsHighContrastTheme;
  return dark ? webDarkTheme : webLightTheme;
}
