import type { Language } from '../../../electron/contract/strings/languages.ts';

/** Messages that are the same word in English and in the language, looked at one by one. */
const same: Partial<Record<Language, ReadonlySet<string>>> = {
  de: new Set([
    'Audio',
    'Cloud',
    'Code',
    'Details',
    'In OneDrive',
    'Link',
    'Name',
    'Name in Slipway',
    'Navigation',
    'Proxy',
    'Status',
    'System',
    'Text',
    'Updates',
    'Version',
    'Video',
    'Web',
  ]),
  es: new Set(['Audio', 'Personal', 'Proxy', 'Total', 'Video', 'Web']),
  fr: new Set([
    'Actions',
    'Archive',
    'Audio',
    'Cloud',
    'Code',
    'Correct',
    'Document',
    'Documents',
    'Navigation',
    'Notifications',
    'Proxy',
    'Secrets',
    'Suggestions',
    'Total',
    'Type',
    'Version',
    'Versions',
    'Web',
  ]),
  ja: new Set(['Web']),
  'pt-BR': new Set(['Download', 'download', 'Log', 'Proxy', 'Status', 'Total', 'Upload', 'upload', 'Web']),
};

export const sameAsEnglish = (language: Language, message: string): boolean =>
  same[language]?.has(message) ?? false;
