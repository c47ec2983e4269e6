import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { PasskeyFactor } from '../user-records.js';
import { clientDataFault, type PasskeyQuestion, readAuthenticatorData } from './passkey-client-data.js';
import type { PasskeyFault } from './passkey-faults.js';
import type { PasskeyAssertion } from './passkey-schemas.js';

export interface AssertionQuestion extends PasskeyQuestion {
  readonly userHandle: string;
  readonly passkey: PasskeyFactor;
}

export type AssertionVerdict =
  /** Signed by the passkey. Whether its counter may be believed is decided when it is stored. */
  | { readonly kind: 'signed'; readonly counter: number; readonly backedUp: boolean }
  | { readonly kind: 'fault'; readonly fault: PasskeyFault };

const fault = (name: PasskeyFault): AssertionVerdict => ({ kind: 'fault', fault: name });

async function isSigned(assertion: PasskeyAssertion, question: AssertionQuestion): Promise<boolean> {
  const { passkey, site, challenge } = question;
  const { clientDataJSON, authenticatorData, signature } = assertion.response;
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: assertion.id,
        rawId: assertion.rawId,
        type: assertion.type,
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: [...site.origins],
      expectedRPID: site.rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        // The library would judge the counter before the signature, and blame a clone for what anybody can send.
        counter: 0,
      },
    });
    return verified;
  } catch {
    // Everything else was looked at before, so what it cannot read is the signature or data that is signed.
    return false;
  }
}

/** WebAuthn L3 section 7.2, all but the counter. Reads nothing and stores nothing. */
export async function judgeAssertion(
  assertion: PasskeyAssertion,
  question: AssertionQuestion,
): Promise<AssertionVerdict> {
  const { passkey, site } = question;
  if (assertion.id !== passkey.credentialId || assertion.rawId !== assertion.id) return fault('unknown_credential');
  const { userHandle, clientDataJSON, authenticatorData } = assertion.response;
  if (userHandle && userHandle !== question.userHandle) return fault('user_handle');
  const wrong = clientDataFault(clientDataJSON, 'webauthn.get', question);
  if (wrong) return fault(wrong);
  const facts = readAuthenticatorData(Buffer.from(authenticatorData, 'base64url'), site);
  if (typeof facts === 'string') return fault(facts);
  if (facts.backupEligible !== passkey.backupEligible) return fault('backup_state');
  if (!(await isSigned(assertion, question))) return fault('signature');
  return { kind: 'signed', counter: facts.counter, backedUp: facts.backedUp };
}

/** WebAuthn L3 section 7.2 step 22: a counter that is used must rise. */
export function counterMayBeBelieved(passkey: PasskeyFactor, counter: number): boolean {
  return (counter === 0 && passkey.counter === 0) || counter > passkey.counter;
}
