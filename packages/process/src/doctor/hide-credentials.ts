/** A URL as it may be shown: without user, password and options. */
export function hideCredentials(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)(?:.*@)?([^/?#]*).*$/is, '$1$2');
}
