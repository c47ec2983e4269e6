import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Result {
  readonly violations: readonly { id: string; impact?: string | null; nodes: readonly { html: string }[] }[];
}

/** For screen readers alone: what it just said may name a button that is gone since, and nobody meets it. */
const spoken = '[data-live-announcer]';

/** What axe finds serious or critical, as text. Run through the debugger, which the policy of the page does not bind. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = (await page.evaluate(
    `axe.run({ exclude: ['${spoken}'] }, { resultTypes: ['violations'] })`,
  )) as Result;
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
