/** What is known about whether the stored content equals the sent content. */
export const verificationWords = {
  verified: 'Checked: what arrived is what was sent, bit for bit',
  rewritten:
    'SharePoint adds properties of its own to Office, PDF and web files when they arrive: what it keeps is not bit for bit what was sent. Nothing is damaged.',
  unverified: 'OneDrive has no checksum for this file, so only its size could be compared.',
} as const;

/** Appended to the outcome, such as "Uploaded"; null where there is no doubt. */
export const verificationNotes = {
  verified: null,
  rewritten: 'changed by SharePoint',
  unverified: 'not verified',
} as const;
