export const failureViewWords = {
  details: 'Details',
  hideDetails: 'Hide details',
  code: 'Code',
  copyReport: 'Copy report',
  copied: 'Copied',
  notCopied: 'Could not copy',
} as const;
