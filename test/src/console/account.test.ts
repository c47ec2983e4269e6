import { expect, test } from '@jest/globals';
import { signInElsewhere } from '@otpost/api/testing/sign-in-elsewhere';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';

const house = useConsole();

withChromium('the own account', () => {
  test('shows where one is signed in and ends a session elsewhere, and what happened lately', async () => {
    const { page, made, faults } = await house.open({ role: 'viewer' }, '/account');
    const { context } = house.whole().opened;
    const session = await signInElsewhere(context, made);
    expect((await house.ask(session, 'GET', '/admin/v1/applications')).status).toBe(200);
    await page.reload();
    const sessions = page.getByRole('table', { name: 'Sessions' });
    await sessions.getByText('Chrome on Linux (this one)').waitFor();
    await sessions.getByRole('row', { name: 'Safari on iPhone' }).getByRole('button', { name: 'End' }).click();
    await page.getByText('Safari on iPhone is signed out').waitFor();
    expect((await house.ask(session, 'GET', '/admin/v1/applications')).status).toBe(401);
    const events = page.getByRole('table', { name: 'What happened lately' });
    await events.getByText('A session was ended').waitFor();
    await events.getByText('New browser').waitFor();
    await events.getByText('Second factor added').waitFor();
    expect(faults).toEqual([]);
  });
});
