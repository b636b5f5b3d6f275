export const toastWords = {
  region: 'Notices',
  close: 'Close this notice',
} as const;
