export interface Installation {
  platform: 'linux' | 'darwin' | 'win32';
  isInstalled: boolean;
  appImage: string | null;
  /** The content of resources/package-type: "deb", "rpm"; null without that file. */
  packageType: string | null;
  /** The content of resources/app-update.yml; null without that file. */
  updateConfiguration: string | null;
}

/**
 * null if it can. Windows needs a signed build: without a publisher's name to compare, electron-updater would
 * install whatever the feed offers. macOS checks signatures itself.
 */
export function judgeInstallation(
  installation: Installation,
): 'notInstalled' | 'packaged' | 'unsigned' | null {
  const { platform, isInstalled, appImage, packageType, updateConfiguration } = installation;
  if (!isInstalled) return 'notInstalled';
  // Packages install as root, and the feed has no signature, so its author would gain root.
  if (platform === 'linux' && appImage === null) return packageType === null ? 'notInstalled' : 'packaged';
  if (platform === 'win32' && !/^publisherName:/m.test(updateConfiguration ?? '')) return 'unsigned';
  return null;
}
