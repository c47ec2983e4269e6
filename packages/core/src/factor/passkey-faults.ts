/** Why a passkey's response is not accepted, by the steps of WebAuthn L3 sections 7.1 and 7.2. */
export const passkeyFaults = {
  malformed: 'is not what an authenticator makes',
  type: 'was made for something else: the type of the client data is wrong',
  challenge: 'answers another challenge',
  origin: 'was made on another site: the origin is not one of the application',
  cross_origin: 'was made inside a frame of another site',
  rp_id: 'was made for another relying party',
  user_presence: 'was made without a touch of the user',
  user_verification: 'was made without verifying the user by PIN, finger or face',
  backup_state: 'claims a backup state that cannot be',
  algorithm: 'uses an algorithm that was not offered',
  credential_id: 'has a credential id of no length or of more than 1023 bytes',
  attestation: 'has an attestation that does not hold',
  signature: 'has a signature that is not of this passkey',
  user_handle: 'names another user',
  unknown_credential: 'is of a passkey that may not answer here',
  possible_clone: 'comes from a passkey whose counter went backwards: it may have been copied',
} as const;

export type PasskeyFault = keyof typeof passkeyFaults;

export const passkeyFaultNames = Object.keys(passkeyFaults) as [PasskeyFault, ...PasskeyFault[]];
