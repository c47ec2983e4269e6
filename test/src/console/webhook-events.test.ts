import { expect, test } from '@jest/globals';
import { makeSettings } from '@otpost/api/testing/make-console-settings';
import { useConsole } from '@otpost/api/testing/use-console';
import { withChromium } from '@otpost/api/testing/use-pages';
import { chosenWebhookEvents } from '@otpost/core/webhook/list-webhook-events';

const house = useConsole();

withChromium('the events of a webhook', () => {
  test('are those that the API names, in its words, and are chosen among them', async () => {
    const { page, made } = await house.open({ role: 'admin' }, '/applications');
    const { applicationId, webhookId } = await makeSettings(house, made);
    await page.goto(`${house.origin()}/console/applications/${applicationId}/webhooks/${webhookId}`);
    const events = page.getByRole('group', { name: 'Events' });
    await events.getByRole('checkbox', { name: 'challenge.approved', checked: true }).waitFor();
    const offered = await events.locator('.check').allTextContents();
    expect(offered).toEqual(chosenWebhookEvents().map(({ type, description }) => `${type}${description}`));
    await events.getByText('factor.added').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It is live within a second.').waitFor();
    const { body } = await house.ask(made, 'GET', `/admin/v1/applications/${applicationId}/webhooks/${webhookId}`);
    expect(body).toMatchObject({ events: ['challenge.approved', 'user.reset', 'factor.added'] });
  });
});
