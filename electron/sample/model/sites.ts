export interface Site {
  id: string;
  name: string;
  displayName: string;
  webUrl: string;
  libraries: readonly { name: string; address: string }[];
}

const HOST = 'contoso.sharepoint.com';

const toSite = (name: string, displayName: string, mark: string, libraries: Site['libraries']): Site => ({
  id: `${HOST},6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0${mark}0,6f1a2b30-95c4-4d0e-8a77-2f4b9c1d0${mark}1`,
  name,
  displayName,
  webUrl: `https://${HOST}/sites/${name}`,
  libraries,
});

/** A site's default library has another name in addresses. */
const documents = { name: 'Documents', address: 'Shared%20Documents' };

export const SITES: readonly Site[] = [
  toSite('team', 'Team', 'e1', [documents, { name: 'Policies', address: 'Policies' }]),
  toSite('harbour', 'Harbour project', 'e2', [documents, { name: 'Contracts', address: 'Contracts' }]),
];
