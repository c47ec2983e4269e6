import { expect, test } from '@jest/globals';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';

const house = useConsole();
/** With what the overview loads after it. */
const mostBytes = 300_000;

withChromium('the first page of the console', () => {
  test('loads less than 300 kB, compressed', async () => {
    const { page } = await house.open({ role: 'viewer' }, '/livez-of-nothing');
    const sizes = new Map<string, number>();
    page.on('response', (answer) => {
      const { pathname } = new URL(answer.url());
      if (pathname.startsWith('/console')) sizes.set(pathname, Number(answer.headers()['content-length'] ?? 0));
    });
    await page.goto(`${house.origin()}/console/`);
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    expect(sizes.size).toBeGreaterThan(3);
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes).toBeLessThan(mostBytes);
  });
});
