import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyCreationOptions,
  PasskeyRegistration,
  PasskeyRequestOptions,
} from '@otpost/core/factor/passkey-schemas';

/** What a response says instead of the truth. */
export interface Lies {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly crossOrigin?: boolean;
  readonly topOrigin?: string;
  readonly rpId?: string;
  readonly flags?: (flags: number) => number;
  readonly counter?: number;
  /** COSE, -24 to -1 and -256 to -25. */
  readonly algorithm?: number;
  readonly credentialId?: Buffer;
  /** The id in the JSON alone. */
  readonly toldId?: string;
  readonly userHandle?: string;
  readonly signature?: (signature: Buffer) => Buffer;
}

/** WebAuthn L3 section 6.1: user presence, user verification, backup eligible, backup state, attested data. */
export const flag = { presence: 1, verification: 4, backupEligible: 8, backedUp: 16, attested: 64 } as const;
const truth = flag.presence | flag.verification;

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (value: Buffer): string => value.toString('base64url');

function cborNegative(value: number): Buffer {
  return value >= -24 ? Buffer.from([0x1f - value]) : Buffer.from([0x38, -1 - value]);
}

function cborText(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}

function cborBytes(value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x59, value.length >> 8, value.length & 255]), value]);
}

/** A COSE key (RFC 9053 section 7.1.1): EC2 on P-256. */
function coseKey(publicKey: KeyObject, algorithm: number): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03]),
    cborNegative(algorithm),
    Buffer.from([0x20, 0x01, 0x21, 0x58, 0x20]),
    Buffer.from(x, 'base64url'),
    Buffer.from([0x22, 0x58, 0x20]),
    Buffer.from(y, 'base64url'),
  ]);
}

export interface VirtualAuthenticator {
  register(options: PasskeyCreationOptions, lies?: Lies): PasskeyRegistration;
  /** Counts up first, unless its counter stays at 0. */
  assert(options: PasskeyRequestOptions, lies?: Lies): PasskeyAssertion;
  /** The same key and counter, as a thief would have it. */
  clone(): VirtualAuthenticator;
}

interface Memory {
  readonly origin: string;
  readonly credentialId: Buffer;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  readonly counts: boolean;
  counter: number;
  userHandle: string;
}

function clientData(memory: Memory, type: string, challenge: string, lies: Lies): string {
  const { origin = memory.origin, crossOrigin = false, topOrigin } = lies;
  const data = { type: lies.type ?? type, challenge: lies.challenge ?? challenge, origin, crossOrigin, topOrigin };
  return text(Buffer.from(JSON.stringify(data)));
}

function authenticatorData(memory: Memory, rpId: string, flags: number, lies: Lies): Buffer {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(lies.counter ?? memory.counter);
  const told = lies.flags?.(flags) ?? flags;
  return Buffer.concat([sha256(lies.rpId ?? rpId), Buffer.from([told]), counter]);
}

function register(memory: Memory, options: PasskeyCreationOptions, lies: Lies): PasskeyRegistration {
  // Kept as bytes, as every authenticator does.
  memory.userHandle = Buffer.from(options.user.id, 'base64url').toString('base64url');
  const id = lies.credentialId ?? memory.credentialId;
  const authData = Buffer.concat([
    authenticatorData(memory, options.rp.id, truth | flag.attested, lies),
    Buffer.alloc(16),
    Buffer.from([id.length >> 8, id.length & 255]),
    id,
    coseKey(memory.publicKey, lies.algorithm ?? -7),
  ]);
  const attestation = [
    Buffer.from([0xa3]),
    cborText('fmt'),
    cborText('none'),
    cborText('attStmt'),
    Buffer.from([0xa0]),
  ];
  const attestationObject = text(Buffer.concat([...attestation, cborText('authData'), cborBytes(authData)]));
  const told = lies.toldId ?? text(id);
  const clientDataJSON = clientData(memory, 'webauthn.create', options.challenge, lies);
  return { id: told, rawId: told, type: 'public-key', response: { clientDataJSON, attestationObject } };
}

function assert(memory: Memory, options: PasskeyRequestOptions, lies: Lies): PasskeyAssertion {
  if (memory.counts) memory.counter += 1;
  const data = authenticatorData(memory, options.rpId, truth, lies);
  const clientDataJSON = clientData(memory, 'webauthn.get', options.challenge, lies);
  const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
  const signature = sign('sha256', signed, memory.privateKey);
  const id = lies.toldId ?? text(memory.credentialId);
  const response = {
    clientDataJSON,
    authenticatorData: text(data),
    signature: text(lies.signature?.(signature) ?? signature),
    userHandle: lies.userHandle ?? memory.userHandle,
  };
  return { id, rawId: id, type: 'public-key', response };
}

function authenticatorOf(memory: Memory): VirtualAuthenticator {
  return {
    register: (options, lies = {}) => register(memory, options, lies),
    assert: (options, lies = {}) => assert(memory, options, lies),
    clone: () => authenticatorOf({ ...memory }),
  };
}

/** An ES256 authenticator made by hand, so that every byte of a response can be wrong. `counts`: false as synced passkeys do. */
export function virtualAuthenticator(origin: string, counts = true): VirtualAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(32);
  return authenticatorOf({ origin, credentialId, publicKey, privateKey, counts, counter: 0, userHandle: '' });
}
