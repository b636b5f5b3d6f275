/** How this copy of the program came here, as far as replacing it depends on it. */
export interface Installation {
  platform: 'linux' | 'darwin' | 'win32';
  /** Packaged, or told to act like it by a test. */
  isInstalled: boolean;
  /** The file an AppImage runs from (APPIMAGE); null for none. */
  appImage: string | null;
  /** What resources/package-type says: "deb", "rpm"; null without that file. */
  packageType: string | null;
  /** resources/app-update.yml; null without that file. */
  updateConfiguration: string | null;
}

/**
 * null: it can replace itself. On Windows only what was signed can: without a publisher's name to compare with,
 * electron-updater would install whatever the feed offers. macOS compares signatures itself.
 */
export function judgeInstallation(installation: Installation): 'notInstalled' | 'unsigned' | null {
  const { platform, isInstalled, appImage, packageType, updateConfiguration } = installation;
  if (!isInstalled) return 'notInstalled';
  if (platform === 'linux') return appImage === null && packageType === null ? 'notInstalled' : null;
  if (platform === 'win32' && !/^publisherName:/m.test(updateConfiguration ?? '')) return 'unsigned';
  return null;
}
