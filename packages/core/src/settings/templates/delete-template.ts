import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import { changeSetting } from '../change-setting.js';

export interface DeleteTemplate {
  readonly actor: Actor;
  readonly id: string;
}

/** Its messages go back to the global template of the name, or to the built-in words. Throws `not_found`. */
export async function deleteTemplate(context: Context, { actor, id }: DeleteTemplate): Promise<void> {
  const write = async (): Promise<void> => {
    const found = await context.store.templates.delete(id);
    if (!found) throw new OtpostError('not_found', 'There is no template with this id.');
  };
  await changeSetting(context, { actor, action: 'template.delete', target: id, write });
}
