import ar from '../../../../config/locales/ar.json' with { type: 'json' };
import de from '../../../../config/locales/de.json' with { type: 'json' };
import en from '../../../../config/locales/en.json' with { type: 'json' };
import es from '../../../../config/locales/es.json' with { type: 'json' };
import fr from '../../../../config/locales/fr.json' with { type: 'json' };
import ja from '../../../../config/locales/ja.json' with { type: 'json' };
import pt from '../../../../config/locales/pt.json' with { type: 'json' };
import zhHans from '../../../../config/locales/zh-Hans.json' with { type: 'json' };
import zhHant from '../../../../config/locales/zh-Hant.json' with { type: 'json' };
import { createLocaleCatalogue } from './locale-catalogue.js';

/** For tests: the locales that come with Otpost. */
export const builtInFiles = { ar, de, en, es, fr, ja, pt, 'zh-Hans': zhHans, 'zh-Hant': zhHant };

export const builtInCatalogue = createLocaleCatalogue(builtInFiles);
