/** What a sealed value of a factor is bound to, so that one moved to another user, factor or field does not open. */
export const factorSealContexts = {
  address: (userId: string, factorId: string) => `user:${userId}:factor:${factorId}:address`,
};
