import { operatorSchema } from './operator-schema.js';
import { type VariableDocumentation, variableDocumentation } from './variable.js';

const heading = `# Everything that an operator may set. Made from config/src/operator-schema.ts; do not edit by hand:
#   npm run write-env-example -w config
# Copy to .env and change what you need. A line that begins with "#" shows the default or an example.`;

const lineWidth = 100;

function commentLines(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > lineWidth) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function entry(name: string, { description, example, fallback, fillIn }: VariableDocumentation): string {
  const shown = fallback ? `#${name}=${fallback}` : `#${name}=${example}`;
  const hints = [
    ...(fallback ? [] : ['# Not set by default.']),
    ...(fallback === example || !(fallback || fillIn) ? [] : [`# Example: ${example}`]),
  ];
  return [...commentLines(description), ...hints, fillIn ? `${name}=` : shown].join('\n');
}

/** The text of `.env.example`. */
export function envExample(): string {
  const entries = Object.entries(operatorSchema.shape).map(([name, schema]) => {
    const documentation = variableDocumentation.get(schema);
    if (!documentation) throw new Error(`${name} is not documented`);
    return entry(name, documentation);
  });
  return `${[heading, ...entries].join('\n\n')}\n`;
}
