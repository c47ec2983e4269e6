import { type ErrorCode, errorCatalogue } from '@otpost/core/errors';
import { errorGuide } from './error-guide.js';

const codes = Object.keys(errorCatalogue) as ErrorCode[];

const introduction = `# Errors

Every error is \`application/problem+json\` (RFC 9457):

\`\`\`json
{
  "type": "https://otpost.example.com/docs/errors#rate_limited",
  "title": "Too many requests",
  "status": 429,
  "code": "rate_limited",
  "detail": "Wait 27 seconds before the next send to this address",
  "requestId": "req_4m1v7q...",
  "limit": "cooldown",
  "retryAfter": 27
}
\`\`\`

A program looks at \`code\`, which never changes; \`detail\` is a sentence for people and may. \`errors\` lists the fields that are
wrong. \`requestId\` stands in the log, and in the header \`Otpost-Request-Id\` of every answer.

A wrong code is an answer, not an error: the check answers 200 with \`valid: false\`.

This page is written from \`apps/api/src/docs/error-guide.ts\`; \`/docs/errors\` of a running API shows the same.
`;

/** The text of docs/errors.md. */
export function errorsText(): string {
  const sections = codes.map((code) => {
    const { status, title } = errorCatalogue[code];
    const { meaning, mend } = errorGuide[code];
    return `## ${code}\n\n${status}. ${title}.\n\n${meaning}\n\n**What to do.** ${mend}\n`;
  });
  return [introduction, ...sections].join('\n');
}
