import type { Context } from '../../context.js';
import { invalidField } from '../../errors.js';
import { chooseLocale } from '../../message/choose-locale.js';
import { previewTemplate, type TemplatePreview } from '../../message/preview-template.js';
import { requireTemplate } from './check-template.js';
import type { PreviewTemplateInput } from './template-schemas.js';

export interface ShowTemplatePreview {
  readonly input: PreviewTemplateInput;
}

/** A template as it would go out, with sample values; stores nothing. Throws `invalid_request` like saving it would. */
export function showTemplatePreview(context: Context, { input }: ShowTemplatePreview): TemplatePreview {
  const template = requireTemplate(input);
  const { applicationId } = input;
  const application = applicationId === null ? undefined : context.settings.current().applications.get(applicationId);
  if (applicationId !== null && !application) throw invalidField('applicationId', 'is no application');
  const { locales: catalogue } = context;
  return previewTemplate(template, {
    brandName: application?.settings.brand.name ?? 'Example',
    smsHost: application?.settings.smsHost ?? null,
    locale: chooseLocale(input.locale, application?.settings.defaultLocale, catalogue.tags),
    catalogue,
  });
}
