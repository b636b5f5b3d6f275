import type { SampleClock } from '../clock.ts';
import type { DriveType } from '../options.ts';
import { createDrive, type Drive } from './drive.ts';
import { toDriveId, toDriveKey } from './ids.ts';
import type { Person } from './people.ts';
import { SITES, type Site } from './sites.ts';
import type { Tenants } from './tenants.ts';

export interface Drives {
  readonly made: readonly Drive[];
  /** Accepts any spelling. */
  byId(id: string): Drive | null;
  of(person: Person): Drive;
  ofSite(site?: Site): Drive[];
  isOfSite(drive: Drive): boolean;
}

interface DrivesSetting {
  tenants: Tenants;
  clock: SampleClock;
  /** For people of contoso.example. */
  type: DriveType;
  quotaBytes: number;
}

const TEAM: Person = {
  id: '6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0eff',
  displayName: 'Team',
  email: 'team@contoso.example',
};

const TEAM_SITE = SITES[0]!;

interface Place {
  number: number;
  owner: Person;
  type: DriveType;
  name: string;
  /** For a library. */
  webUrl?: string;
}

interface LibraryPlace extends Place {
  site: Site;
}

function toPlaces({ tenants, type }: DrivesSetting): { people: Place[]; libraries: LibraryPlace[] } {
  const name = type === 'documentLibrary' ? 'Documents' : 'OneDrive';
  const home = tenants.home.people.map((owner, number) => ({ number, owner, type, name }));
  const libraries = SITES.flatMap((site) =>
    site.libraries.map((library) => ({
      site,
      name: library.name,
      webUrl: `${site.webUrl}/${library.address}`,
    })),
  ).map((library, at) => ({
    ...library,
    number: home.length + at,
    owner: TEAM,
    type: 'documentLibrary' as const,
  }));
  const others = tenants.organizations
    .filter((tenant) => tenant !== tenants.home)
    .flatMap((tenant) => tenant.people)
    .map((owner, at) => ({ number: 10 + at, owner, type: 'business' as const, name: 'OneDrive' }));
  return { people: [...home, ...others], libraries };
}

export function createDrives(setting: DrivesSetting): Drives {
  const { people, libraries } = toPlaces(setting);
  const places = new Map(
    [...people, ...libraries].map((place) => [toDriveKey(toDriveId(place.type, place.number)), place]),
  );
  const placeOf = new Map(people.map((place) => [place.owner.id, place]));
  const byNumber = new Map<number, Drive>();
  const made: Drive[] = [];

  function open(place: Place): Drive {
    const known = byNumber.get(place.number);
    if (known !== undefined) return known;
    const { clock, quotaBytes } = setting;
    const drive = createDrive({ ...place, clock, quotaBytes });
    byNumber.set(place.number, drive);
    made.push(drive);
    return drive;
  }

  for (const person of setting.tenants.home.people) open(placeOf.get(person.id) as Place);
  return {
    made,
    byId(id) {
      const place = places.get(toDriveKey(id));
      return place === undefined ? null : open(place);
    },
    of(person) {
      const place = placeOf.get(person.id);
      if (place === undefined) throw new Error(`${person.email} belongs to no tenant`);
      return open(place);
    },
    ofSite(site = TEAM_SITE) {
      if (setting.type === 'documentLibrary' && site === TEAM_SITE) return made.slice(0, 1);
      return libraries.filter((library) => library.site === site).map(open);
    },
    isOfSite: (drive) => drive.owner === TEAM,
  };
}
