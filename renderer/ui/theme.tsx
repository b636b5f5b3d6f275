import {
  FluentProvider,
  teamsHighContrastTheme,
  type Theme,
  webDarkTheme,
  webLightTheme,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Settings } from '../../electron/contract/records.ts';
import { useMedia } from './use-media.ts';

/** The light, dark or high-contrast tokens, as the system or the setting wants them. */
export function ThemeProvider({ setting, children }: { setting: Settings['theme']; children: ReactNode }) {
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const forcedColors = useMedia('(forced-colors: active)');
  const dark = setting === 'system' ? systemDark : setting === 'dark';
  return (
    <FluentProvider theme={chooseTheme(dark, forcedColors)} style={filling}>
      {children}
    </FluentProvider>
  );
}

const filling = { height: '100%', overflow: 'hidden' } as const;

export function chooseTheme(dark: boolean, forcedColors: boolean): Theme {
  if (forcedColors) return teamsHighContrastTheme;
  return dark ? webDarkTheme : webLightTheme;
}
