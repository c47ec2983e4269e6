import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { TemplateRecord } from '../../records.js';
import { changeSetting } from '../change-setting.js';
import { insertSetting } from '../stored-setting.js';
import { requireOwner, requireTemplate } from './check-template.js';
import { type CreateTemplateInput, type TemplateView, templateTaken, templateView } from './template-schemas.js';

export interface CreateTemplate {
  readonly actor: Actor;
  readonly input: CreateTemplateInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

/** Throws `invalid_request` for a text that breaks a rule, and `conflict` when its place is taken. */
export async function createTemplate(context: Context, request: CreateTemplate): Promise<TemplateView> {
  const { actor, input } = request;
  const { store } = context;
  requireTemplate(input);
  await requireOwner(store, input.applicationId);
  const at = context.now();
  const id = request.id ?? newId('tpl', context.randomBytes);
  const record: TemplateRecord = { id, version: 1, createdAt: at, updatedAt: at, changedBy: actor, ...input };
  const write = () => insertSetting(store.templates, record, templateTaken);
  return templateView(await changeSetting(context, { actor, action: 'template.create', target: id, write }));
}
