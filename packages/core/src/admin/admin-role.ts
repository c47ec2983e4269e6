/**
 * What an admin may do, each more than the one before it: look; help users and stop or mend deliveries; change settings; decide who is
 * an admin. SECURITY J8: whoever is not named may not.
 */
export const adminRoles = ['viewer', 'support', 'admin', 'owner'] as const;

export type AdminRole = (typeof adminRoles)[number];

export function mayActAs(role: AdminRole, least: AdminRole): boolean {
  return adminRoles.indexOf(role) >= adminRoles.indexOf(least);
}
