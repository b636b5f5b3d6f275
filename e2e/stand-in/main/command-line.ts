function createCommandLine(args: readonly string[]) {
  const switches = new Map<string, string>();
  for (const argument of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (match?.[1] !== undefined) switches.set(match[1], match[2] ?? '');
  }
  return {
    hasSwitch: (name: string): boolean => switches.has(name),
    getSwitchValue: (name: string): string => switches.get(name) ?? '',
    appendSwitch: (name: string, value = ''): void => void switches.set(name, value),
  };
}

export const commandLine = createCommandLine(process.argv.slice(2)) satisfies Pick<
  Electron.CommandLine,
  'hasSwitch' | 'getSwitchValue' | 'appendSwitch'
>;
