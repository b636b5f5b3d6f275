import type { Language } from './languages.ts';

/** Keys whose labels differ between languages. Letters, signs, function keys, and arrows don't. */
export type NamedKey =
  | 'Ctrl'
  | 'Alt'
  | 'Shift'
  | 'Enter'
  | 'Space'
  | 'Backspace'
  | 'Delete'
  | 'Escape'
  | 'Home'
  | 'End'
  | 'ContextMenu';

const english: Readonly<Record<NamedKey, string>> = {
  Ctrl: 'Ctrl',
  Alt: 'Alt',
  Shift: 'Shift',
  Enter: 'Enter',
  Space: 'Space',
  Backspace: 'Backspace',
  Delete: 'Del',
  Escape: 'Esc',
  Home: 'Home',
  End: 'End',
  ContextMenu: 'Menu',
};

/** As labeled on each language's usual keyboard; missing ones are as in English. */
const others: Readonly<Record<Language, Partial<Record<NamedKey, string>>>> = {
  en: {},
  de: {
    Ctrl: 'Strg',
    Shift: 'Umschalt',
    Enter: 'Eingabe',
    Space: 'Leertaste',
    Backspace: 'Rücktaste',
    Delete: 'Entf',
    Home: 'Pos1',
    End: 'Ende',
    ContextMenu: 'Menü',
  },
  fr: {
    Shift: 'Maj',
    Enter: 'Entrée',
    Space: 'Espace',
    Backspace: 'Retour arrière',
    Delete: 'Suppr',
    Escape: 'Échap',
    Home: 'Début',
    End: 'Fin',
  },
  es: {
    Shift: 'Mayús',
    Enter: 'Entrar',
    Space: 'Espacio',
    Backspace: 'Retroceso',
    Delete: 'Supr',
    Home: 'Inicio',
    End: 'Fin',
    ContextMenu: 'Menú',
  },
  'pt-BR': { Space: 'Espaço', Delete: 'Delete', End: 'End' },
  ja: { Space: 'スペース', Delete: 'Delete', ContextMenu: 'メニュー' },
  'zh-CN': { Space: '空格', Delete: 'Delete', ContextMenu: '菜单' },
};

export const toKeyName = (key: NamedKey, language: Language): string => others[language][key] ?? english[key];

export const isNamedKey = (key: string): key is NamedKey => key in english;
