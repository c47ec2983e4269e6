import type { Context } from '../../context.js';
import { type TemplateView, templateView } from './template-schemas.js';

export interface ListTemplates {
  /** Left out: all. Null: only those for every application. */
  readonly applicationId?: string | null;
}

/** Oldest first. */
export async function listTemplates({ store }: Context, { applicationId }: ListTemplates): Promise<TemplateView[]> {
  const where = applicationId === undefined ? {} : { applicationId: { equals: applicationId } };
  return (await store.templates.list(where)).map(templateView);
}
