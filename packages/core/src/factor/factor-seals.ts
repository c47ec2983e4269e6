/**
 * What a sealed value of a factor is bound to, beside the application whose key sealed it: moved to another factor or field
 * it does not open.
 */
export const factorSeals = {
  secret: (factorId: string) => `factor:${factorId}:secret`,
  address: (factorId: string) => `factor:${factorId}:address`,
  passkeyChallenge: (factorId: string) => `factor:${factorId}:challenge`,
};
