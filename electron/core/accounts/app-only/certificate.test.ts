import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isAppError } from '../../errors.ts';
import { makeCertificate, writeAll } from '../../testing/certificates.ts';
import { readCertificate } from './certificate.ts';

const made = makeCertificate();
const other = makeCertificate();
let folder = '';

beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'slipway-certificate-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = async (files: Record<string, string | Uint8Array>, password: string | null = null) =>
  readCertificate(await writeAll(folder, files), password, Date.now());

async function refusal(files: Record<string, string | Uint8Array>, password: string | null = null) {
  const error: unknown = await read(files, password).catch((caught: unknown) => caught);
  if (!isAppError(error)) throw new Error(`not refused: ${String(error)}`);
  return { code: error.code, subject: error.subject, offending: error.facts.offending };
}

const about = (name: string, offending: string) => ({
  code: 'certificateUnreadable',
  subject: name,
  offending,
});

async function expectMade(reading: ReturnType<typeof read>): Promise<void> {
  const { thumbprintSha256, privateKey, x5c, expiresAt } = await reading;
  const certificate = new X509Certificate(made.certificatePem);
  expect(thumbprintSha256).toBe(createHash('sha256').update(certificate.raw).digest('hex'));
  expect(certificate.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  expect(new X509Certificate(x5c).fingerprint256).toBe(certificate.fingerprint256);
  expect(expiresAt).toBe(certificate.validToDate.toISOString());
}

test('reads a certificate and its key from one PEM file, from two, and from a PFX file', async () => {
  await expectMade(read({ 'both.pem': made.certificatePem + made.keyPem }));
  await expectMade(read({ 'key-first.pem': made.keyPem + made.certificatePem }));
  await expectMade(read({ 'a.crt': made.certificatePem, 'a.key': made.keyPem }));
  await expectMade(read({ 'b.key': made.keyPem, 'b.cer': new X509Certificate(made.certificatePem).raw }));
  await expectMade(read({ 'open.pfx': made.pfx(null) }));
});

test('opens an encrypted file only with its password', async () => {
  const locked = made.certificatePem + made.lockedKeyPem('open sesame');
  await expectMade(read({ 'locked.pem': locked }, 'open sesame'));
  await expectMade(read({ 'locked.pfx': made.pfx('open sesame') }, 'open sesame'));
  for (const file of [{ 'locked.pem': locked }, { 'locked.pfx': made.pfx('open sesame') }]) {
    const [name] = Object.keys(file);
    const about = { code: 'certificateUnreadable', subject: name };
    expect(await refusal(file)).toEqual({ ...about, offending: 'passwordNeeded' });
    expect(await refusal(file, 'close sesame')).toEqual({ ...about, offending: 'wrongPassword' });
  }
});

test('finds the app’s own certificate in a chain wherever it is in the file, and puts it first', async () => {
  const { x5c } = await read({ 'chain.pem': other.certificatePem + made.certificatePem + made.keyPem });
  expect(x5c.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  expect(new X509Certificate(x5c).fingerprint256).toBe(
    new X509Certificate(made.certificatePem).fingerprint256,
  );
});

test('refuses unusable files by name, with a reason', async () => {
  expect(await refusal({ 'a.pem': made.certificatePem })).toEqual(about('a.pem', 'noKey'));
  expect(await refusal({ 'b.pem': made.keyPem })).toEqual(about('b.pem', 'noCertificate'));
  expect(await refusal({ 'c.pem': made.certificatePem + other.keyPem })).toEqual(about('c.pem', 'otherKey'));
  expect(await refusal({ 'd.pem': 'shopping list' })).toEqual(about('d.pem', 'notUnderstood'));
  expect(await refusal({ 'e.pfx': new Uint8Array([1, 2, 3]) })).toEqual(about('e.pfx', 'notUnderstood'));
  expect(await refusal({ 'f.pem': new Uint8Array(2 ** 20 + 1) })).toEqual(about('f.pem', 'tooLarge'));
});

test('reports an expired certificate with its last day, and one that isn’t valid yet', async () => {
  const old = makeCertificate({ fromDays: -30, toDays: -2 });
  const files = await writeAll(folder, { 'old.pem': old.certificatePem + old.keyPem });
  await expect(readCertificate(files, null, Date.now())).rejects.toMatchObject({
    code: 'certificateUnreadable',
    subject: 'old.pem',
    facts: {
      offending: 'expired',
      missing: new X509Certificate(old.certificatePem).validToDate.toISOString().slice(0, 10),
    },
  });
  const early = makeCertificate({ fromDays: 2 });
  expect(await refusal({ 'early.pem': early.certificatePem + early.keyPem })).toMatchObject({
    offending: 'notYetValid',
  });
});

test('refuses a key that isn’t RSA along with its certificate, and reports a missing file', async () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  expect(await refusal({ 'ec.pem': made.certificatePem + pem })).toMatchObject({ offending: 'otherKey' });
  await expect(
    readCertificate([{ name: 'gone.pem', path: join(folder, 'gone.pem') }], null, Date.now()),
  ).rejects.toMatchObject({ code: 'localFileMissing', subject: 'gone.pem' });
});
