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
import type { Settings } from '../../electron/contract/records.ts';
import { useMedia } from './use-media.ts';

/** The light, dark or high-contrast tokens, as the system or the setting wants them. */
export function ThemeProvider({ setting, children }: { setting: Settings['theme']; children: ReactNode }) {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forcedColors = useMedia('(forced-colors: active)');
  const dark = setting === 'system' ? systemDark : setting === 'dark';
  return (
    <FluentProvider
      theme={chooseTheme(dark, forcedColors)}
      dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}
      // Scroll bars, boxes of the system and texts in frames follow the theme of the window, not that of the system.
      style={{ ...filling, colorScheme: dark ? 'dark' : 'light' }}
    >
      <FocusKeeper />
      <TipsGiveWay />
      {children}
    </FluentProvider>
  );
}

/**
 * Keeps Fluent's keeper of the focus for as long as the window. With its last user it would go, and leave everything
 * hidden from readers that it had hidden behind a dialog: a page without any user of it does follow on a dialog.
 */
function FocusKeeper(): null {
  useFocusFinders();
  return null;
}

/**
 * A tip takes the next Escape for itself, also that of the button whose menu is open, which nobody sees any more. In a
 * menu the key is the menu's: the tip goes before it hears of it.
 */
function TipsGiveWay(): null {
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

// clip, not hidden: nothing scrolls the window itself, and checkers take what `hidden` cuts off for out of reach.
const filling = { height: '100%', overflow: 'clip' } as const;

export function chooseTheme(dark: boolean, forcedColors: boolean): Theme {
  if (forcedColors) return teamsHighContrastTheme;
  return dark ? webDarkTheme : webLightTheme;
}
