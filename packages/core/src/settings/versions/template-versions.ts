import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { TemplateRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { changeSetting } from '../change-setting.js';
import { insertSetting } from '../stored-setting.js';
import { requireOwner, requireTemplate } from '../templates/check-template.js';
import { type TemplateView, templateTaken, templateView } from '../templates/template-schemas.js';
import { updateTemplate } from '../templates/update-template.js';
import { changeOf } from './change-of.js';
import type { VersionContent } from './field-changes.js';
import { requireHistory, requireKept, type VersionedCollection } from './kept-versions.js';
import { listVersions } from './list-versions.js';
import type { ListVersionsInput, RollBackInput, SettingVersionPage } from './version-schemas.js';

const templatesOf = ({ templates }: Store): VersionedCollection<TemplateRecord> => ({
  kind: 'template',
  collection: templates,
});

const templateContent = ({ subject, text, html }: TemplateRecord): VersionContent => ({
  visible: { subject, text, html },
  secrets: {},
});

/** Throws `not_found`. */
export async function listTemplateVersions(
  { store }: Context,
  { id, input }: { readonly id: string; readonly input: ListVersionsInput },
): Promise<SettingVersionPage> {
  return await listVersions(store, { of: templatesOf(store), id, input, contentOf: templateContent });
}

export interface RollBackTemplate {
  readonly actor: Actor;
  readonly id: string;
  readonly input: RollBackInput;
}

/** A deleted one comes back under its id, with the number after its last. */
async function restore(
  context: Context,
  { actor, input }: RollBackTemplate,
  kept: TemplateRecord,
): Promise<TemplateRecord> {
  requireTemplate(kept);
  await requireOwner(context.store, kept.applicationId);
  const next = { ...kept, version: input.version + 1, updatedAt: context.now(), changedBy: actor };
  const write = () => insertSetting(context.store.templates, next, templateTaken);
  return await changeSetting(context, { actor, ...changeOf('template', input), target: kept.id, write });
}

/** A new version with the texts of an older one. Throws `not_found`, `conflict` and `invalid_request`. */
export async function rollBackTemplate(context: Context, request: RollBackTemplate): Promise<TemplateView> {
  const { actor, id, input } = request;
  const { toVersion, version } = input;
  const history = await requireHistory(context.store, templatesOf(context.store), id);
  const kept = await requireKept(context.store, history, input, templateView);
  if (!history.current) return templateView(await restore(context, request, kept));
  const change = { version, subject: kept.subject, text: kept.text, html: kept.html };
  return await updateTemplate(context, { actor, id, input: change, rolledBack: { toVersion } });
}
