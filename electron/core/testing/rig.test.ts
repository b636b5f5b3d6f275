import { expect, it } from 'vitest';
import { createRig } from './rig.ts';

it('fails a test whose core requests what Graph doesn’t know, or sends a token to a pre-signed URL', async () => {
  const rig = await createRig({ content: 'empty' });
  rig.service.drive.addFile('a.txt', 'x');
  const headers = { Authorization: `Bearer ${rig.service.accessToken}` };
  const item = await fetch(`${rig.service.graphUrl}/me/drive/root:/a.txt?$selct=id`, { headers });
  const { '@microsoft.graph.downloadUrl': url } = (await item.json()) as {
    '@microsoft.graph.downloadUrl': string;
  };
  await fetch(url, { headers });
  expect(rig.complaints).toEqual([
    expect.stringContaining('unknown query option $selct'),
    expect.stringContaining('was sent a token'),
  ]);
  await expect(rig[Symbol.asyncDispose]()).rejects.toThrow('unknown to Graph');
});
