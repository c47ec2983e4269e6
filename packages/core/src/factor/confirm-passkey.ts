import { verifyRegistrationResponse } from '@simplewebauthn/server';
import {
  cose,
  decodeAttestationObject,
  decodeCredentialPublicKey,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import type { ApplicationRecord } from '../records.js';
import type { PasskeyFactor, UserRecord } from '../user-records.js';
import { factorSeals } from './factor-seals.js';
import { clientDataFault, type PasskeyQuestion, readAuthenticatorData } from './passkey-client-data.js';
import { type PasskeyFault, passkeyFaults } from './passkey-faults.js';
import { offeredAlgorithms } from './passkey-options.js';
import { claimPasskey } from './passkey-owner.js';
import type { PasskeyRegistration } from './passkey-schemas.js';
import { passkeySite } from './passkey-site.js';

/** WebAuthn L3 section 7.1 step 25. */
const longestCredentialIdBytes = 1023;

type Registered = Pick<
  PasskeyFactor,
  'credentialId' | 'publicKey' | 'counter' | 'transports' | 'backupEligible' | 'backedUp' | 'challengeSealed'
>;

export type RegistrationVerdict =
  | { readonly kind: 'right'; readonly registered: Registered }
  | { readonly kind: 'fault'; readonly fault: PasskeyFault };

const fault = (name: PasskeyFault): RegistrationVerdict => ({ kind: 'fault', fault: name });

function readAttestation(attestationObject: string): Uint8Array | undefined {
  try {
    return decodeAttestationObject(Uint8Array.from(Buffer.from(attestationObject, 'base64url'))).get('authData');
  } catch {
    // CBOR that cannot be read: the caller says so by its own word.
    return undefined;
  }
}

/** The key that the authenticator made, whose id the JSON around it must repeat. */
function credentialFault(authenticatorData: Uint8Array, id: string): PasskeyFault | undefined {
  try {
    const { credentialID, credentialPublicKey } = parseAuthenticatorData(Uint8Array.from(authenticatorData));
    if (!credentialID || !credentialPublicKey) return 'malformed';
    const isRepeated = Buffer.from(credentialID).toString('base64url') === id;
    if (!isRepeated || credentialID.byteLength > longestCredentialIdBytes) return 'credential_id';
    const algorithm = decodeCredentialPublicKey(credentialPublicKey).get(cose.COSEKEYS.alg);
    return offeredAlgorithms.includes(Number(algorithm)) ? undefined : 'algorithm';
  } catch {
    // CBOR that cannot be read.
    return 'malformed';
  }
}

async function attested(registration: PasskeyRegistration, question: PasskeyQuestion) {
  const { clientDataJSON, attestationObject } = registration.response;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: registration.id,
        rawId: registration.rawId,
        type: registration.type,
        clientExtensionResults: {},
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: question.challenge,
      expectedOrigin: [...question.site.origins],
      expectedRPID: question.site.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...offeredAlgorithms],
    });
    return registrationInfo?.credential;
  } catch {
    // All else was looked at before, so it is the attestation statement that cannot be believed.
    return undefined;
  }
}

/** WebAuthn L3 section 7.1, all but who else has registered it. */
export async function judgeRegistration(
  registration: PasskeyRegistration,
  question: PasskeyQuestion,
): Promise<RegistrationVerdict> {
  if (registration.id !== registration.rawId) return fault('credential_id');
  const wrong = clientDataFault(registration.response.clientDataJSON, 'webauthn.create', question);
  if (wrong) return fault(wrong);
  const authenticatorData = readAttestation(registration.response.attestationObject);
  if (!authenticatorData) return fault('malformed');
  const facts = readAuthenticatorData(authenticatorData, question.site);
  if (typeof facts === 'string') return fault(facts);
  const wrongKey = credentialFault(authenticatorData, registration.id);
  if (wrongKey) return fault(wrongKey);
  const credential = await attested(registration, question);
  if (!credential) return fault('attestation');
  return {
    kind: 'right',
    registered: {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: facts.counter,
      transports: registration.response.transports ?? [],
      backupEligible: facts.backupEligible,
      backedUp: facts.backedUp,
      challengeSealed: null,
    },
  };
}

export interface ConfirmPasskey {
  readonly user: UserRecord;
  readonly application: ApplicationRecord;
  /** The pending one. */
  readonly factor: PasskeyFactor;
  readonly response: PasskeyRegistration;
}

/**
 * The fields of the pending passkey once it is confirmed; the caller activates it. Throws `invalid_request` that names
 * `passkey` and says which step of WebAuthn refused it, and `conflict` for a credential that is registered already.
 */
export async function confirmPasskey(context: Context, confirmation: ConfirmPasskey): Promise<Registered> {
  const { user, application, factor, response } = confirmation;
  if (factor.challengeSealed === null) throw invalidField('passkey', 'is confirmed already');
  const { keyring } = context.settings.current();
  const challenge = keyring.unseal(
    application.id,
    factorSeals.passkeyChallenge(user.id, factor.id),
    factor.challengeSealed,
  );
  const verdict = await judgeRegistration(response, { site: passkeySite(context, application.settings), challenge });
  if (verdict.kind === 'fault') throw invalidField('passkey', `${verdict.fault}: ${passkeyFaults[verdict.fault]}`);
  await claimPasskey(context, { user, factorId: factor.id, credentialId: verdict.registered.credentialId });
  return verdict.registered;
}
