import type { Context } from '../../context.js';
import { requireSetting } from '../stored-setting.js';
import { type TemplateView, templateView } from './template-schemas.js';

/** Throws `not_found`. */
export async function getTemplate(context: Context, { id }: { readonly id: string }): Promise<TemplateView> {
  return templateView(await requireSetting(context.store.templates, id, 'template'));
}
