import { z } from 'zod';
import { parseEmail } from '../address/parse-email.js';
import { parsePhone } from '../address/parse-phone.js';
import { externalUserIdSchema } from './user-id.js';

const longestPage = 200;
const mostAttributes = 40;
const longestAddress = 400;

/** Letters, marks, numbers and signs, without control characters, line ends or invisible ones. */
const oneLine = /^[^\p{C}\p{Zl}\p{Zp}]*$/u;
const words = 'must be one line of text';

const holdsAddress = (value: unknown): boolean => parseEmail(value).ok || parsePhone(value).ok;

/** Attributes stand readable in the store, where no address may. */
const attributeValue = z.union([
  z
    .string()
    .max(200)
    .regex(oneLine, words)
    .refine((value) => !holdsAddress(value), 'must not be an address: those go in `email` and `phone`'),
  z.number(),
  z.boolean(),
]);

const attributesSchema = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be a letter, then letters, digits or _'),
    attributeValue,
  )
  .refine((attributes) => Object.keys(attributes).length <= mostAttributes, `must have at most ${mostAttributes} keys`);

const localeSchema = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag such as sl or zh-Hans');

const userTypeSchema = z.enum(['person', 'service']);

export const putUserSchema = z.strictObject({
  email: z.string().max(longestAddress).nullable().optional().describe('One mailbox. `null` takes it away.'),
  emailVerified: z
    .boolean()
    .optional()
    .describe(
      'The application vouches for the address: it is an active factor at once. False after a change of address.',
    ),
  phone: z.string().max(longestAddress).nullable().optional().describe('A mobile number, such as +38640123456.'),
  phoneVerified: z.boolean().optional(),
  name: z.string().min(1).max(200).regex(oneLine, words).nullable().optional(),
  locale: localeSchema.nullable().optional().describe('BCP 47. An unknown one falls back and is never an error.'),
  type: userTypeSchema.optional().describe('`service` for a program, which answers no challenge. Default `person`.'),
  attributes: attributesSchema
    .nullable()
    .optional()
    .describe('Facts that policies look at. Replaced whole. Kept readable: no personal data.'),
});

export type PutUserInput = z.infer<typeof putUserSchema>;

export const userViewSchema = z.strictObject({
  id: z.string().describe('As the application knows the user.'),
  type: userTypeSchema,
  email: z.string().nullable(),
  emailVerified: z.boolean().describe('By the word of the application.'),
  phone: z.string().nullable(),
  phoneVerified: z.boolean(),
  name: z.string().nullable(),
  locale: z.string().nullable(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  requirement: z.enum(['required', 'exempt', 'inherit']).describe('What an admin decided for this user alone.'),
  secondFactor: z.enum(['on', 'off']).describe("The user's own choice, where the policy leaves it to them."),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type UserView = z.infer<typeof userViewSchema>;

export const listUsersSchema = z.strictObject({
  type: userTypeSchema.optional(),
  id: externalUserIdSchema.optional().describe("The application's own id, whole."),
  email: z.string().max(longestAddress).optional().describe('A whole address.'),
  phone: z.string().max(longestAddress).optional().describe('A whole number; in a URL its + is written %2B.'),
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export const listAllUsersSchema = listUsersSchema.extend({
  application: z.string().max(60).optional().describe('Id of an application. Left out: all of them.'),
});

export type ListUsersInput = z.infer<typeof listAllUsersSchema>;

export const userPageSchema = z.strictObject({
  users: z.array(userViewSchema).describe('Newest first, with masked addresses.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});
