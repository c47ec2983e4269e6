/** Of Android apps: the hash of their signing certificate, as WebAuthn clients give it. */
const androidOrigin = /^android:apk-key-hash:[\w-]{43}$/;

/** Exactly as a browser tells it: it is compared as text, so a path or a slash at the end would refuse every passkey. */
export function isPasskeyOrigin(text: string): boolean {
  if (androidOrigin.test(text)) return true;
  if (!/^https?:/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}
