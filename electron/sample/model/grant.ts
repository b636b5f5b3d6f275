import type { Person } from './people.ts';

export interface ShareLink {
  type: 'view' | 'edit' | 'embed';
  scope: 'anonymous' | 'organization' | 'users';
  webUrl: string;
}

export interface Grant {
  id: string;
  roles: ('read' | 'write' | 'owner')[];
  people: Person[];
  link: ShareLink | null;
  sharedBy: Person;
  sharedMs: number;
  expiresMs: number | null;
  hasPassword: boolean;
}
