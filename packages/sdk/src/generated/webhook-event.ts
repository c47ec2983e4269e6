// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

type ChallengeChannel = 'email' | 'sms' | 'totp' | 'passkey' | 'any';

/** What a webhook is told, by `type`. */
export type WebhookEvent =
  | {
      readonly type:
        /** The user gave the right answer. */
        | 'challenge.approved'
        /** The challenge was canceled, or replaced by a newer one. */
        | 'challenge.canceled'
        /** Nobody answered in time. */
        | 'challenge.expired'
        /** Too many wrong answers. */
        | 'challenge.max_checks_reached'
        /** No provider could deliver the code. */
        | 'challenge.undeliverable';
      /** When it happened. */
      readonly timestamp: string;
      readonly data: {
        readonly challengeId: string;
        readonly channel: ChallengeChannel;
        readonly purpose: string;
        /** Masked; null for a channel without an address. */
        readonly to: string | null;
        /** Your own id of the user; null for a challenge by address. */
        readonly user: string | null;
        readonly reason: string | null;
      };
    }
  | {
      readonly type:
        /** A provider took the message. */
        | 'delivery.sent'
        /** The provider says that the message arrived. */
        | 'delivery.delivered'
        /** The provider says that the message did not arrive. */
        | 'delivery.undelivered'
        /** No provider took the message, or it was refused for good. */
        | 'delivery.failed'
        /** A provider may have taken the message; it is not sent again. */
        | 'delivery.unknown';
      /** When it happened. */
      readonly timestamp: string;
      readonly data: {
        readonly challengeId: string;
        readonly channel: ChallengeChannel;
        readonly purpose: string;
        /** Masked; null for a channel without an address. */
        readonly to: string | null;
        /** Your own id of the user; null for a challenge by address. */
        readonly user: string | null;
        readonly reason: string | null;
        /** As in `GET /v1/deliveries/:id`. */
        readonly deliveryId: string;
      };
    }
  | {
      readonly type:
        /** A user has a new factor. */
        | 'factor.added'
        /** A factor of a user was removed. */
        | 'factor.removed'
        /** A new factor took the place of an old one. */
        | 'factor.replaced'
        /** A user has new recovery codes; the old ones are dead. */
        | 'recovery_codes.made'
        /** A user signed in, or proved something, by a recovery code. */
        | 'recovery_code.used'
        /** The counter of a passkey went backwards: it may have been copied. */
        | 'passkey.possible_clone'
        /** A user turned the second factor off. */
        | 'second_factor.turned_off'
        /** The factors of a user were reset, or taken away. */
        | 'user.reset'
        /** The email address or phone number of a user was changed. */
        | 'address.changed'
        /** A user has a new app password. */
        | 'app_password.made';
      /** When it happened. */
      readonly timestamp: string;
      readonly data: {
        /** Your own id of the user. */
        readonly user: string;
        /** Of the factor or app password. */
        readonly name: string | null;
      };
    }
  | {
      readonly type:
        /** You asked for it. */
        | 'test';
      /** When it happened. */
      readonly timestamp: string;
      readonly data: {
        readonly webhookId: string;
      };
    };
