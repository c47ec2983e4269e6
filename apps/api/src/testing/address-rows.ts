/** The addresses of SECURITY M: what every path that takes one must answer. */

/** Refused: 400 that names the field. A code: refused by that code. */
export type Expected = 'refused' | { readonly code: string } | { readonly sentTo: string };
const refused = 'refused';
const wrongType = { code: 'number_type_refused' };

export const phones: [to: unknown, expected: Expected][] = [
  ...['', ' ', '+', '+1', '+0123456789', '00441234', '+1415555012', '+1234567890123456'].map(
    (to): [unknown, Expected] => [to, refused],
  ),
  ...[
    '+14155552671;ext=5',
    'tel:+14155552671',
    '+१४१५५५५२६७१',
    '+1415555\u200b2671',
    '\u200f+14155552671',
    '+14155552671\r\nBcc:x',
  ].map((to): [unknown, Expected] => [to, refused]),
  ...[
    '+14155552671,+14155552672',
    '12345',
    '911',
    '112',
    'OTPOST',
    '4155552671',
    '\u0000+14155552671',
    '+14155552671\u0000',
  ].map((to): [unknown, Expected] => [to, refused]),
  ...[['+14155552671'], { $ne: null }, 14155552671, 1e11, null, true, undefined].map((to): [unknown, Expected] => [
    to,
    refused,
  ]),
  ['x'.repeat(401), refused],
  ['+'.repeat(300), refused],
  ['+1 (415) 555-2671', { sentTo: '+14155552671' }],
  ['＋１４１５５５５２６７１', { sentTo: '+14155552671' }],
  ['+19002345678', wrongType],
  ['+447012345678', wrongType],
  ['+979123456789', wrongType],
];

export const emails: [to: unknown, expected: Expected][] = [
  '',
  ' ',
  'nobody',
  'a@b@c.com',
  'a@b',
  'a@localhost',
  'a@[127.0.0.1]',
  'a@[IPv6:::1]',
  '"a b"@x.com',
  '"a\r\n"@x.com',
  'a@x.com\r\nBcc: v@y',
  'a@x.com%0d%0aBcc:',
  'a@x.com,b@y.com',
  'a@x.com;b@y.com',
  '<a@x.com>',
  'Name <a@x.com>',
  'a@x.com (comment)',
  'g:a@x.com,b@y.com;',
  '=?utf-8?Q?a?=@x.com',
  `${'a'.repeat(65)}@x.com`,
  `a@${'x.'.repeat(140)}com`,
  `a@${'x'.repeat(64)}.com`,
  'a@x.com.',
  'a..b@x.com',
  '.a@x.com',
  'ü@x.com',
  '😀@x.com',
  'a\u200b@x.com',
  'a\u0000@x.com',
  'a@x.com\u2028',
  '-oQx@x.com',
  '|cmd@x.com',
  'a}{:*@x .com',
  '${jndi:ldap://x}@x.com',
  ['a@x.com'],
  { $gt: '' },
  5,
  null,
].map((to): [unknown, Expected] => [to, refused]);
emails.push(
  ['a@EXÄMPLE.de', { sentTo: 'a@xn--exmple-cua.de' }],
  ['User+Tag@Example.com', { sentTo: 'User+Tag@example.com' }],
  ['{{constructor}}@x.com', { sentTo: '{{constructor}}@x.com' }],
  ["o'hara{x}$where*@x.com", { sentTo: "o'hara{x}$where*@x.com" }],
);
