// @peculiar/x509 resolves its parts by decorators' metadata and wants it there first.
import 'reflect-metadata';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { LabError } from '@proeftuin/contract/errors';
import { parseEnv } from './env-file.ts';
import type { SecretNeed } from './plan/planned.ts';
import { newSigningKey, signingSecrets } from './signing-key.ts';

const DAY = 86_400_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Makes what a plan refers to: a certificate authority and one certificate for all names of this sandbox (X.509,
 * RFC 5280), tokens, and the provider's own secrets from its env file. Throws secret.missing, usage.invalid.
 */
export async function makeSecrets(needs: readonly SecretNeed[], envFile: string): Promise<Record<string, string>> {
  const given = parseEnv(envFile);
  const secrets: Record<string, string> = {};
  for (const need of needs) {
    if (need.kind === 'random') secrets[need.name] = randomBytes(24).toString('base64url');
    if (need.kind === 'webhook-secret') secrets[need.name] = `whsec_${randomBytes(32).toString('base64')}`;
    if (need.kind === 'mask-key') secrets[need.name] = randomBytes(32).toString('hex');
    if (need.kind === 'signing-key') Object.assign(secrets, signingSecrets(need.name, await newSigningKey()));
    if (need.kind === 'env') {
      const value = given.get(need.env);
      if (value === undefined) throw new LabError('secret.missing', `the manifest asks for the secret ${need.env}`);
      secrets[need.name] = value;
    }
    if (need.kind === 'certificate') Object.assign(secrets, await certificates(need.names));
  }
  return secrets;
}

async function certificates(names: readonly string[]): Promise<Record<string, string>> {
  x509.cryptoProvider.set(webcrypto as unknown as Parameters<typeof x509.cryptoProvider.set>[0]);
  const validity = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 30 * DAY) };
  const authority = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const leaf = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=Proeftuin sandbox',
    ...validity,
    signingAlgorithm: ALGORITHM,
    keys: authority,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=sandbox',
    issuer: ca.subject,
    ...validity,
    signingAlgorithm: ALGORITHM,
    publicKey: leaf.publicKey,
    signingKey: authority.privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns' as const, value }))),
      await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
    ],
  });
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey)).toString('base64');
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', leaf.publicKey));
  const caText = `${ca.toString('pem')}\n`;
  return {
    'ca-cert': caText,
    // The public roots stay, so that a client that checks its bundle finds one; nothing of theirs can be reached.
    'ca-bundle': `${caText}${rootCertificates.slice(0, 3).join('\n')}\n`,
    'leaf-cert': `${certificate.toString('pem')}\n${caText}`,
    'leaf-key': `-----BEGIN PRIVATE KEY-----\n${(key.match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`,
    'leaf-spki': createHash('sha256').update(spki).digest('base64'),
  };
}

const serial = () => `00${randomBytes(15).toString('hex')}`;
