import type { Page } from 'playwright-core';

interface AxValue {
  readonly value?: string | number | boolean;
}

interface AxNode {
  readonly ignored: boolean;
  readonly role?: AxValue;
  readonly name?: AxValue;
  readonly description?: AxValue;
  readonly properties?: readonly { readonly name: string; readonly value: AxValue }[];
}

const controls = new Set([
  'button',
  'link',
  'textbox',
  'checkbox',
  'radio',
  'combobox',
  'switch',
  'DisclosureTriangle',
]);

const text = (value: AxValue | undefined): string => String(value?.value ?? '').trim();
const property = (node: AxNode, name: string): unknown =>
  node.properties?.find((one) => one.name === name)?.value.value;

function faultOf(node: AxNode): string | undefined {
  const role = text(node.role);
  if (controls.has(role) && text(node.name) === '') return `a ${role} without a name`;
  if (role === 'img' && text(node.name) === '') return 'a picture without a name';
  const isWrong = property(node, 'invalid') === 'true';
  if (isWrong && text(node.description) === '') return `the field "${text(node.name)}" is wrong and does not say why`;
  return undefined;
}

/** What a screen reader could not make sense of, read from Chromium's own accessibility tree. */
export async function findUnreadable(page: Page): Promise<string[]> {
  // Not detached: that would take a virtual authenticator away with it. It ends with the page.
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as { nodes: readonly AxNode[] };
  const shown = nodes.filter(({ ignored }) => !ignored);
  const count = (role: string, matches: (node: AxNode) => boolean = () => true) =>
    shown.filter((node) => text(node.role) === role && matches(node)).length;
  const faults = shown.flatMap((node) => faultOf(node) ?? []);
  const mains = count('main');
  const titles = count('heading', (node) => property(node, 'level') === 1);
  if (mains !== 1) faults.push(`${mains} main landmarks`);
  if (titles !== 1) faults.push(`${titles} headings of level 1`);
  return faults;
}
