import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lab's signing key (Ed25519, RFC 8032), in its state folder; never in a sandbox. */
export function labKey(folder: string): KeyObject {
  const file = join(folder, 'signing.key');
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`;
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    renameSync(draft, file);
  }
  return createPrivateKey(readFileSync(file));
}

const text = (trial: string, head: { source: string; seq: number; hash: string }) =>
  Buffer.from(JSON.stringify(['proeftuin/head/v1', trial, head.source, head.seq, head.hash]));

/** Signs the head of a source's chain for a trial; base64. */
export const signHead = (key: KeyObject, trial: string, head: { source: string; seq: number; hash: string }): string =>
  sign(null, text(trial, head), key).toString('base64');

/** Does the signature hold? */
export const headHolds = (
  key: KeyObject,
  trial: string,
  head: { source: string; seq: number; hash: string; signature: string },
): boolean => verify(null, text(trial, head), createPublicKey(key), Buffer.from(head.signature, 'base64'));
