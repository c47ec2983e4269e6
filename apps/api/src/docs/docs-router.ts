import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Router } from 'express';
import type { ApiResponse } from '../http/request-facts.js';
import { headersByHelmet } from '../http/static-headers.js';
import { errorsPage } from './errors-page.js';
import { htmlPage } from './html-page.js';
import { pageStyle } from './page-style.js';

/** Everything from this host and nothing else. Swagger UI draws its icons from data: and sets style attributes. */
const pageHeaders = headersByHelmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:'],
      'connect-src': ["'self'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
});

const startSwagger = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger', deepLinking: true, validatorUrl: null,
  defaultModelsExpandDepth: 0, displayRequestDuration: true, tryItOutEnabled: false });
`;

const referencePage = htmlPage({
  title: 'API',
  styles: ['swagger-ui.css'],
  scripts: ['swagger-ui-bundle.js', 'start-swagger.js'],
  body: '<div id="swagger"></div>',
});

type Page = readonly [path: string, type: string, read: () => string];

function swaggerFile(name: string): () => string {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let text: string | undefined;
  return () => (text ??= readFileSync(join(folder, name), 'utf8'));
}

/** The rendered documentation: the paths at /docs, the errors at /docs/errors, all from this process. */
export function docsRouter(): Router {
  const pages: Page[] = [
    ['/', 'text/html; charset=utf-8', () => referencePage],
    ['/errors', 'text/html; charset=utf-8', () => errorsPage],
    ['/assets/page.css', 'text/css; charset=utf-8', () => pageStyle],
    ['/assets/start-swagger.js', 'text/javascript; charset=utf-8', () => startSwagger],
    ['/assets/swagger-ui.css', 'text/css; charset=utf-8', swaggerFile('swagger-ui.css')],
    ['/assets/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', swaggerFile('swagger-ui-bundle.js')],
  ];
  const router = Router();
  for (const [path, type, read] of pages) {
    router.get(path, (_request, response: ApiResponse) => {
      const { facts } = response.locals;
      facts.route = `/docs${path}`;
      const text = read();
      const own = [
        'Otpost-Request-Id',
        facts.requestId,
        'Content-Type',
        type,
        'Content-Length',
        String(Buffer.byteLength(text)),
      ];
      response.writeHead(200, [...pageHeaders, ...own]);
      response.end(text);
    });
  }
  return router;
}
