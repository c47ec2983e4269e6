import { z } from 'zod';

/** A credential id has at most 1023 bytes (WebAuthn L3 section 7.1 step 25): 1364 characters. Longer ones are told apart later. */
const longestId = 4096;
const longestPart = 16_384;
const base64url = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[A-Za-z0-9_-]+$/, 'must be base64url without padding');

const credential = {
  id: base64url(longestId),
  rawId: base64url(longestId),
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(40).nullish(),
  /** What extensions say is not used. */
  clientExtensionResults: z.record(z.string().max(100), z.unknown()).optional(),
};

/** `RegistrationResponseJSON` of WebAuthn L3 section 5.1.8: what `navigator.credentials.create()` gives by `toJSON()`. */
export const passkeyRegistrationSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(longestPart),
    attestationObject: base64url(longestPart),
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
});

export type PasskeyRegistration = z.infer<typeof passkeyRegistrationSchema>;

/** `AuthenticationResponseJSON` of WebAuthn L3 section 5.1.8: what `navigator.credentials.get()` gives by `toJSON()`. */
export const passkeyAssertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(longestPart),
    authenticatorData: base64url(longestPart),
    signature: base64url(longestPart),
    userHandle: base64url(200).nullish(),
  }),
});

export type PasskeyAssertion = z.infer<typeof passkeyAssertionSchema>;

const descriptorSchema = z.strictObject({
  id: z.string(),
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** `PublicKeyCredentialRequestOptionsJSON`: to be given to `parseRequestOptionsFromJSON()` as it is. */
export const passkeyRequestOptionsSchema = z.strictObject({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(descriptorSchema),
  userVerification: z.literal('required'),
  timeout: z.int().describe('Milliseconds.'),
});

export type PasskeyRequestOptions = z.infer<typeof passkeyRequestOptionsSchema>;

/** `PublicKeyCredentialCreationOptionsJSON`: to be given to `parseCreationOptionsFromJSON()` as it is. */
export const passkeyCreationOptionsSchema = z.strictObject({
  challenge: z.string(),
  rp: z.strictObject({ id: z.string(), name: z.string() }),
  user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.strictObject({ alg: z.int(), type: z.literal('public-key') })),
  excludeCredentials: z.array(descriptorSchema),
  authenticatorSelection: z.strictObject({
    residentKey: z.literal('preferred'),
    requireResidentKey: z.literal(false),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
  timeout: z.int().describe('Milliseconds.'),
});

export type PasskeyCreationOptions = z.infer<typeof passkeyCreationOptionsSchema>;
