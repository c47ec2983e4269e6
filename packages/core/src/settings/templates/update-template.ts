import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { TemplateRecord } from '../../records.js';
import { changeSetting } from '../change-setting.js';
import { replaceSetting, requireSetting, requireVersion } from '../stored-setting.js';
import { changeOf, type RolledBack } from '../versions/change-of.js';
import { requireTemplate } from './check-template.js';
import { type TemplateView, templateTaken, templateView, type UpdateTemplateInput } from './template-schemas.js';

export interface UpdateTemplate {
  readonly actor: Actor;
  readonly id: string;
  readonly input: UpdateTemplateInput;
  readonly rolledBack?: RolledBack;
}

/** Changes the texts. Throws `not_found`, `conflict` for an old version, and `invalid_request` for a text that breaks a rule. */
export async function updateTemplate(context: Context, request: UpdateTemplate): Promise<TemplateView> {
  const { actor, id, input } = request;
  const { templates } = context.store;
  const stored = await requireSetting(templates, id, 'template');
  requireVersion(stored, input.version, templateView);
  const next: TemplateRecord = {
    ...stored,
    version: stored.version + 1,
    updatedAt: context.now(),
    changedBy: actor,
    subject: input.subject === undefined ? stored.subject : input.subject,
    text: input.text ?? stored.text,
    html: input.html === undefined ? stored.html : input.html,
  };
  requireTemplate(next);
  const write = () => replaceSetting(templates, next, { view: templateView, taken: templateTaken });
  return templateView(
    await changeSetting(context, { actor, ...changeOf('template', request.rolledBack), target: id, write }),
  );
}
