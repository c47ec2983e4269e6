import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { createTemplate } from '@otpost/core/settings/templates/create-template';
import { deleteTemplate } from '@otpost/core/settings/templates/delete-template';
import { getTemplate } from '@otpost/core/settings/templates/get-template';
import { listTemplates } from '@otpost/core/settings/templates/list-templates';
import { showTemplatePreview } from '@otpost/core/settings/templates/show-template-preview';
import {
  type CreateTemplateInput,
  createTemplateSchema,
  previewTemplateSchema,
} from '@otpost/core/settings/templates/template-schemas';
import { updateTemplate } from '@otpost/core/settings/templates/update-template';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import {
  testActor as actor,
  testMasterKeys as masterKeys,
  openTestProcess,
  type TestProcess,
} from './open-test-process.js';
import { openTestStore, type TestStore } from './open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let context: Context;
let applicationId: string;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url);
  context = testProcess.context;
  const settings = { brand: { name: 'Corner Shop' }, smsHost: 'shop.example' };
  const input = { name: 'Shop', settings };
  applicationId = (await createApplication(context, { actor, masterKeys, input })).id;
});
afterAll(async () => {
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

const text = 'Your code is {{code}} for {{minutes}} minutes.';
const make = (changes: Partial<CreateTemplateInput> = {}) => {
  const input = createTemplateSchema.parse({ channel: 'sms', locale: 'en', text, ...changes });
  return createTemplate(context, { actor, input });
};

describe('a template', () => {
  test('is made for all applications or for one, and has its place alone', async () => {
    const everybody = await make();
    const own = await make({ applicationId });
    expect(everybody).toMatchObject({ applicationId: null, name: 'code', version: 1 });
    await expect(make()).rejects.toMatchObject({ code: 'conflict' });
    await make({ locale: 'de' });
    expect(await listTemplates(context, { applicationId })).toEqual([own]);
    expect(await listTemplates(context, {})).toHaveLength(3);
    expect(context.settings.current().templates).toHaveLength(3);
    await expect(make({ applicationId: 'app_none', name: 'x' })).rejects.toMatchObject({
      details: { errors: [{ field: 'applicationId' }] },
    });
  });

  test('that breaks a rule is refused with every field, when it is made and when it is changed', async () => {
    const wrong = { name: 'wrong', subject: 'Hello', text: 'no code' };
    const refused = { code: 'invalid_request', details: { errors: [{ field: 'subject' }, { field: 'text' }] } };
    await expect(make(wrong)).rejects.toMatchObject(refused);
    const { id } = await make({ name: 'right' });
    const broken = updateTemplate(context, { actor, id, input: { version: 1, text: '{{code}} {{constructor}}' } });
    await expect(broken).rejects.toMatchObject({ details: { errors: [{ field: 'text' }] } });
    expect((await getTemplate(context, { id })).text).toBe(text);
  });

  test('is changed at its version, deleted once, and live at once', async () => {
    const { id } = await make({ name: 'changed' });
    const change = { actor, id, input: { version: 1, text: 'Code {{code}}' } };
    await updateTemplate(context, change);
    await expect(updateTemplate(context, change)).rejects.toMatchObject({
      code: 'conflict',
      details: { current: { version: 2, text: 'Code {{code}}' } },
    });
    expect(context.settings.current().templates.find((template) => template.id === id)?.text).toBe('Code {{code}}');
    await deleteTemplate(context, { actor, id });
    await expect(deleteTemplate(context, { actor, id })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getTemplate(context, { id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is previewed with the brand and host of the application, and nothing is stored', async () => {
    const before = await listTemplates(context, {});
    const source = { applicationId, channel: 'sms', locale: 'de-AT', text: '{{brand}}: {{code}}' };
    const preview = showTemplatePreview(context, { input: previewTemplateSchema.parse(source) });
    expect(preview).toMatchObject({ text: 'Corner Shop: 123456\n@shop.example #123456', segments: 1, html: null });
    expect(preview.warnings.length).toBeGreaterThan(0);
    expect(await listTemplates(context, {})).toEqual(before);
  });
});
