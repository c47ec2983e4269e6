/**
 * What a sealed value of a factor is bound to, beside the application whose key sealed it: moved to another user, factor or
 * field it does not open. `userId` is the id of the user's record.
 */
export const factorSeals = {
  secret: (userId: string, factorId: string) => `user:${userId}:factor:${factorId}:secret`,
  address: (userId: string, factorId: string) => `user:${userId}:factor:${factorId}:address`,
  passkeyChallenge: (userId: string, factorId: string) => `user:${userId}:factor:${factorId}:challenge`,
};
