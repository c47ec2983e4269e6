import { z } from 'zod';

/** Twilio REST API, "Message resource": a number, a short code, or an alphanumeric sender of 1 to 11 characters. */
const sender = /^(\+[1-9]\d{5,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/;

export const twilioConfigSchema = z
  .strictObject({
    accountSid: z.string('The account SID is missing').regex(/^AC[0-9A-Za-z]{32}$/, 'AC and 32 letters and digits'),
    authToken: z
      .string('The auth token is missing')
      .regex(/^[\x21-\x7e]{4,128}$/, '4 to 128 characters without spaces'),
    from: z
      .string('The sender is a text')
      .regex(sender, 'A number such as +12065550100, a short code, or a name')
      .optional(),
    messagingServiceSid: z
      .string('The SID is a text')
      .regex(/^MG[0-9A-Za-z]{32}$/, 'MG and 32 letters and digits')
      .optional(),
    baseUrl: z
      .url({ protocol: /^https?$/, error: 'An address that begins with https://' })
      .max(2048)
      .optional(),
  })
  .superRefine(({ from, messagingServiceSid }, context) => {
    if (from === undefined && messagingServiceSid === undefined) {
      context.addIssue({ code: 'custom', path: ['from'], message: 'Give a sender, or a messaging service' });
    }
    if (from !== undefined && messagingServiceSid !== undefined) {
      context.addIssue({ code: 'custom', path: ['messagingServiceSid'], message: 'Give this or `from`, not both' });
    }
  });

export type TwilioConfig = z.infer<typeof twilioConfigSchema>;
