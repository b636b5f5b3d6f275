/** Behind the program's name: without a window, only the tray. */
export const hiddenSwitch = '--hidden';

/** https://specifications.freedesktop.org/autostart-spec: quoted as an Exec key wants it. */
export function toDesktopEntry(program: string): string {
  const quoted = `"${program.replace(/["`$\\]/g, String.raw`\$&`).replaceAll('%', '%%')}"`;
  // A backslash in a value is written as two.
  const exec = `${quoted} ${hiddenSwitch}`.replaceAll('\\', '\\\\');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Slipway', 'Icon=slipway', `Exec=${exec}`, ''].join(
    '\n',
  );
}
