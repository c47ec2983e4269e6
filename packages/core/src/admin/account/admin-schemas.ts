import { z } from 'zod';
import { adminRoles } from '../admin-role.js';

export const adminRoleSchema = z
  .enum(adminRoles)
  .describe('viewer looks; support helps users; admin changes settings; owner decides who is an admin.');

export const adminNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'must be one line of text');

const adminApplicationsSchema = z
  .array(z.string().max(60))
  .min(1)
  .max(200)
  .nullable()
  .describe('Ids of the applications that they see; null for all.');

export const inviteAdminSchema = z.strictObject({
  email: z.string().max(400),
  name: adminNameSchema,
  role: adminRoleSchema,
  applications: adminApplicationsSchema.default(null),
});
export type InviteAdminInput = z.infer<typeof inviteAdminSchema>;

export const updateAdminSchema = z.strictObject({
  version: z.int().min(1).describe('The version that the change was made from.'),
  name: adminNameSchema.optional(),
  role: adminRoleSchema.optional(),
  applications: adminApplicationsSchema.optional(),
  disabled: z.boolean().optional().describe('True ends their sessions at once.'),
});
export type UpdateAdminInput = z.infer<typeof updateAdminSchema>;

export const adminViewSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  email: z.string(),
  name: z.string(),
  role: adminRoleSchema,
  applications: z.array(z.string()).nullable(),
  status: z.enum(['invited', 'active', 'disabled']),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().nullable(),
});
export type AdminView = z.infer<typeof adminViewSchema>;

export const adminListSchema = z.strictObject({ admins: z.array(adminViewSchema).describe('Oldest first.') });

export const adminNamesSchema = z.strictObject({
  admins: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});

export const invitedAdminSchema = z.strictObject({
  admin: adminViewSchema,
  url: z
    .string()
    .nullable()
    .describe('The link for them, where no mail can be sent; else null, and it is on its way by mail.'),
});
export type InvitedAdmin = z.infer<typeof invitedAdminSchema>;
