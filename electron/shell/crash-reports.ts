import { app, crashReporter } from 'electron';
import { profilePaths } from '../core/lib/profile-paths.ts';

/** Sends none. Call when the profile's folder is known, before 'ready'. */
export function keepCrashReports(): void {
  try {
    app.setPath('crashDumps', profilePaths(app.getPath('userData')).crashes);
    crashReporter.start({ uploadToServer: false });
  } catch {
    // The app starts without them, as with a profile that can't be written to.
  }
}
