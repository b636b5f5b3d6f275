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
 * electron-updater would install whatever the feed offers. macOS compares signatures itself. A deb or rpm is renewed as it
 * came.
 */
export function judgeInstallation(
  installation: Installation,
): 'notInstalled' | 'packaged' | 'unsigned' | null {
  const { platform, isInstalled, appImage, packageType, updateConfiguration } = installation;
  if (!isInstalled) return 'notInstalled';
  // A package is installed as root, and the feed has a checksum but no signature: its author would be root.
  if (platform === 'linux' && appImage === null) return packageType === null ? 'notInstalled' : 'packaged';
  if (platform === 'win32' && !/^publisherName:/m.test(updateConfiguration ?? '')) return 'unsigned';
  return null;
}
