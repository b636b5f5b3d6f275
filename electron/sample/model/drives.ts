import type { SampleClock } from '../clock.ts';
import type { DriveType } from '../options.ts';
import { createDrive, type Drive } from './drive.ts';
import { toDriveId, toDriveKey } from './ids.ts';
import type { Person } from './people.ts';
import type { Tenants } from './tenants.ts';

/** All drives. Those of planned people and of the team site come into being when somebody asks for them. */
export interface Drives {
  readonly made: readonly Drive[];
  /** In any spelling. */
  byId(id: string): Drive | null;
  of(person: Person): Drive;
  /** The libraries of the one team site. */
  ofSite(): Drive[];
  isOfSite(drive: Drive): boolean;
}

interface DrivesSetting {
  tenants: Tenants;
  clock: SampleClock;
  /** Of the people of contoso.example. */
  type: DriveType;
  quotaBytes: number;
}

const TEAM: Person = {
  id: '6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0eff',
  displayName: 'Team',
  email: 'team@contoso.example',
};

interface Place {
  number: number;
  owner: Person;
  type: DriveType;
  name: string;
}

function toPlaces({ tenants, type }: DrivesSetting): { people: Place[]; site: Place[] } {
  const name = type === 'documentLibrary' ? 'Documents' : 'OneDrive';
  const home = tenants.home.people.map((owner, number) => ({ number, owner, type, name }));
  const site = ['Documents', 'Policies'].map((library, at) => ({
    number: home.length + at,
    owner: TEAM,
    type: 'documentLibrary' as const,
    name: library,
  }));
  const others = tenants.organizations
    .filter((tenant) => tenant !== tenants.home)
    .flatMap((tenant) => tenant.people)
    .map((owner, at) => ({ number: 10 + at, owner, type: 'business' as const, name: 'OneDrive' }));
  return { people: [...home, ...others], site };
}

export function createDrives(setting: DrivesSetting): Drives {
  const { people, site } = toPlaces(setting);
  const places = new Map(
    [...people, ...site].map((place) => [toDriveKey(toDriveId(place.type, place.number)), place]),
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

  for (const person of setting.tenants.home.people) open(placeOf.get(person.id) as Place); // just put there
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
    // In a world of libraries, the sample user's drive is the site's.
    ofSite: () => (setting.type === 'documentLibrary' ? made.slice(0, 1) : site.map(open)),
    isOfSite: (drive) => drive.owner === TEAM,
  };
}
