import type { Page } from 'playwright-core';

/** More than any of our pages has places for the focus. */
const mostTabs = 80;

/** What a screen reader would say of the control that has the focus, in short: its label, else its text. A title is none. */
const focusedName = `(() => {
  const focused = document.activeElement;
  if (!focused || focused.tabIndex < 0) return '';
  const label = focused.labels?.[0] ?? focused;
  return (focused.getAttribute('aria-label') ?? label.textContent ?? '').trim();
})()`;

const isNamed = (found: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? found === wanted : wanted.test(found);

/** Goes there by Tab alone. Throws when a whole round does not meet it. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const met: string[] = [];
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    const found = (await page.evaluate(focusedName)) as string;
    if (isNamed(found, name)) return;
    met.push(found.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${name}; it met ${[...new Set(met)].join(' | ')}`);
}

/** Waits for a button or link of this name, goes there by Tab, and presses it. */
export async function pressByKeys(page: Page, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string';
  const named = page.getByRole('button', { name, exact }).or(page.getByRole('link', { name, exact }));
  await named
    .or(page.locator('summary').filter({ hasText: name }))
    .first()
    .waitFor();
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

export async function tickByKeys(page: Page, name: string): Promise<void> {
  await page.getByText(name, { exact: true }).waitFor();
  await tabTo(page, name);
  await page.keyboard.press('Space');
}

/** What stood in the field is replaced. */
export async function typeByKeys(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).waitFor();
  await tabTo(page, label);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
