export const hiddenSwitch = '--hidden';

/**
 * Quoting of the Exec key:
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function toDesktopEntry(program: string): string {
  const quoted = `"${program.replace(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
  // A desktop entry value doubles each backslash.
  const exec = `${quoted} ${hiddenSwitch}`.replaceAll('\\', '\\\\');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Slipway', 'Icon=slipway', `Exec=${exec}`, ''].join(
    '\n',
  );
}
