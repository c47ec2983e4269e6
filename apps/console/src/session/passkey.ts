import {
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';
import { ask } from '../api/ask.js';
import { Problem } from '../api/problem.js';

const notDone = (): Problem => new Problem('passkey', 'The passkey was not used. Try again, or choose another way.');

/** What the browser's passkey signs for this session. Throws a Problem when the user turns away. */
export async function signWithPasskey(): Promise<unknown> {
  const { options } = await ask<{ options: PublicKeyCredentialRequestOptionsJSON }>(
    'POST',
    '/console/v1/session/passkey-options',
  );
  try {
    return await startAuthentication({ optionsJSON: options });
  } catch {
    throw notDone();
  }
}

export async function makePasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  try {
    return await startRegistration({ optionsJSON: options });
  } catch {
    throw notDone();
  }
}
