import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Job } from 'kubernetes-models/batch/v1/Job';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Service } from 'kubernetes-models/v1/Service';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { readConfig } from './operator-config.js';
import { operatorSchema } from './operator-schema.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** The published schemas of Kubernetes and KEDA. */
const kinds: Record<string, new (data: never) => { validate(): void }> = {
  'v1 ConfigMap': ConfigMap,
  'v1 Service': Service,
  'apps/v1 Deployment': Deployment,
  'batch/v1 Job': Job,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'keda.sh/v1alpha1 ScaledObject': ScaledObject,
};

const labelled = z.record(z.string(), z.string());
/** What the published schemas let pass and we do not: a name that is mistyped is an extra field to them. */
const probe = z.strictObject({
  httpGet: z.strictObject({ path: z.enum(['/livez', '/readyz']), port: z.literal('http') }).optional(),
  tcpSocket: z.strictObject({ port: z.literal('metrics') }).optional(),
  periodSeconds: z.int(),
  timeoutSeconds: z.int().optional(),
  failureThreshold: z.int().optional(),
});
const container = z.strictObject({
  name: z.string(),
  image: z.string(),
  args: z.array(z.string()),
  envFrom: z.tuple([
    z.strictObject({ configMapRef: z.strictObject({ name: z.literal('otpost-settings') }) }),
    z.strictObject({ secretRef: z.strictObject({ name: z.literal('otpost-secrets') }) }),
  ]),
  ports: z.array(z.strictObject({ name: z.string(), containerPort: z.int() })).optional(),
  startupProbe: probe.optional(),
  livenessProbe: probe.optional(),
  readinessProbe: probe.optional(),
  lifecycle: z
    .strictObject({
      preStop: z.strictObject({ exec: z.strictObject({ command: z.tuple([z.literal('sleep'), z.string()]) }) }),
    })
    .optional(),
  resources: z.strictObject({ requests: labelled, limits: labelled }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.array(z.strictObject({ name: z.string(), mountPath: z.string() })),
});
const pod = z.strictObject({
  restartPolicy: z.string().optional(),
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.int().optional(),
  securityContext: z.strictObject({
    runAsNonRoot: z.literal(true),
    // The user `node` of the image; Kubernetes tells a name from root by its number only.
    runAsUser: z.literal(1000),
    runAsGroup: z.literal(1000),
    fsGroup: z.literal(1000),
    seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.tuple([container]),
  volumes: z.array(z.strictObject({ name: z.string(), emptyDir: z.strictObject({}) })),
});
const workload = z.looseObject({
  spec: z.looseObject({
    selector: z.strictObject({ matchLabels: labelled }).optional(),
    template: z.strictObject({
      metadata: z.strictObject({ labels: labelled, annotations: labelled.optional() }),
      spec: pod,
    }),
  }),
});

const scaledObject = z.looseObject({
  spec: z.looseObject({
    fallback: z.unknown().optional(),
    triggers: z.array(z.looseObject({ metricType: z.string().optional() })),
  }),
});
const autoscaler = z.looseObject({
  spec: z.looseObject({
    metrics: z.array(
      z.strictObject({
        type: z.literal('External'),
        external: z.strictObject({
          metric: z.strictObject({ name: z.string() }),
          target: z.strictObject({ type: z.string(), value: z.string() }),
        }),
      }),
    ),
  }),
});
/** The words of the Helm chart prometheus-adapter; below `external` stand those of the adapter. */
const adapterValues = z.strictObject({
  rules: z.strictObject({
    external: z.tuple([
      z.strictObject({
        seriesQuery: z.string(),
        resources: z.strictObject({
          overrides: z.strictObject({ namespace: z.strictObject({ resource: z.literal('namespace') }) }),
        }),
        name: z.strictObject({ matches: z.string(), as: z.string() }),
        metricsQuery: z.string(),
      }),
    ]),
  }),
});

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

const files = readdirSync(new URL('config/kubernetes/', root), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .toSorted();
const manifests = files.flatMap((file) =>
  parseAllDocuments(read(`config/kubernetes/${file}`)).map((document) => {
    expect(document.errors).toEqual([]);
    return { file, manifest: document.toJS() as Manifest };
  }),
);

function find(kind: string, name: string): Manifest {
  const found = manifests.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}`);
  return found.manifest;
}

const deployment = (part: string) => workload.parse(find('Deployment', `otpost-${part}`)).spec;

test.each(manifests.map(({ file, manifest }) => [`${file}: ${manifest.kind}`, manifest] as const))(
  '%s fits the published schema',
  (_name, manifest) => {
    const Kind = kinds[`${manifest.apiVersion} ${manifest.kind}`];
    if (!Kind) throw new Error(`No schema for ${manifest.apiVersion} ${manifest.kind}`);
    new Kind(manifest as never).validate();
  },
);

test('every pod is locked down, and its fields are spelled right', () => {
  const workloads = manifests.filter(({ manifest }) => ['Deployment', 'Job'].includes(manifest.kind));
  expect(workloads.map(({ manifest }) => workload.parse(manifest)).length).toBe(3);
});

test('what selects finds: the deployments, the service, the budgets and the scaling', () => {
  for (const part of ['api', 'worker']) {
    const { selector, template } = deployment(part);
    expect(template.metadata.labels).toEqual(selector?.matchLabels);
    expect(find('PodDisruptionBudget', `otpost-${part}`)).toMatchObject({ spec: { selector } });
  }
  const { labels } = deployment('api').template.metadata;
  expect(find('Service', 'otpost-api')).toMatchObject({ spec: { selector: labels } });
  for (const kind of ['ScaledObject', 'HorizontalPodAutoscaler']) {
    expect(find(kind, 'otpost-worker')).toMatchObject({ spec: { scaleTargetRef: { name: 'otpost-worker' } } });
  }
});

test('a pod has longer to end than its process takes', () => {
  const secondsOf = (path: string): number => Number(/stopMilliseconds = (\d+)_000;/.exec(read(path))?.[1]);
  for (const part of ['api', 'worker']) {
    const { containers, terminationGracePeriodSeconds } = deployment(part).template.spec;
    const pause = Number(containers[0].lifecycle?.preStop.exec.command[1] ?? 0);
    expect(terminationGracePeriodSeconds).toBeGreaterThan(pause + secondsOf(`apps/${part}/src/main.ts`));
  }
});

test('the settings are variables that exist and, with the secrets, a configuration for production', () => {
  const { data } = z.looseObject({ data: labelled }).parse(find('ConfigMap', 'otpost-settings'));
  for (const name of Object.keys(data)) expect(Object.keys(operatorSchema.shape)).toContain(name);
  const guide = read('docs/operations/kubernetes.md');
  const secrets = [...guide.matchAll(/--from-literal=([A-Z_]+)=/g)].map(([, name]) => name);
  expect(secrets).toEqual(['REDIS_URL', 'OTPOST_MONGODB_URL', 'OTPOST_MASTER_KEYS']);
  const values = {
    REDIS_URL: 'rediss://user:password@redis.example.com:6380',
    OTPOST_MONGODB_URL: 'mongodb://mongodb.example.com:27017/otpost?replicaSet=rs0',
    OTPOST_MASTER_KEYS: `main:${randomBytes(32).toString('base64')}`,
  };
  const config = readConfig({ ...data, ...values, OTPOST_ENVIRONMENT: 'production' });
  const [port] = deployment('api').template.spec.containers[0].ports ?? [];
  expect(port).toEqual({ name: 'http', containerPort: config.port });
});

const ourMetric = 'otpost_oldest_waiting_job_seconds';

test('the metric that scales is one of ours, and for KEDA one value', () => {
  expect(read('packages/process/src/metric-catalogue.ts')).toContain("gauge('oldest_waiting_job_seconds'");
  const [trigger, ...others] = scaledObject.parse(find('ScaledObject', 'otpost-worker')).spec.triggers;
  expect(others).toEqual([]);
  expect(trigger).toMatchObject({ metricType: 'Value', metadata: { query: `max(${ourMetric})` } });
});

test('KEDA before 2.18 takes it too: it refuses a fallback beside a trigger whose metric is no average', () => {
  const { fallback, triggers } = scaledObject.parse(find('ScaledObject', 'otpost-worker')).spec;
  const takeFallback = triggers.every(({ metricType = 'AverageValue' }) => metricType === 'AverageValue');
  expect(takeFallback || fallback === undefined).toBe(true);
});

test('the autoscaler adds up all series of a metric, so the rule of the adapter gives it one, under the name it asks for', () => {
  const [metric, ...others] = autoscaler.parse(find('HorizontalPodAutoscaler', 'otpost-worker')).spec.metrics;
  expect(others).toEqual([]);
  expect(metric?.external.target.type).toBe('Value');
  const { rules } = adapterValues.parse(parse(read('config/prometheus-adapter/values.yaml')));
  const [{ seriesQuery, name, metricsQuery }] = rules.external;
  expect(seriesQuery).toContain(`__name__="${ourMetric}"`);
  // The adapter reads ${1} as JavaScript reads $1.
  const served = ourMetric.replace(new RegExp(name.matches), name.as.replace(/\$\{(\d)\}/g, '$$$1'));
  expect(metric?.external.metric.name).toBe(served);
  expect(served).not.toBe(ourMetric);
  const query = metricsQuery.replace('<<.Series>>', ourMetric).replace('<<.LabelMatchers>>', 'namespace="default"');
  expect(query).toBe(`max(${ourMetric}{namespace="default"})`);
  expect(read('docs/operations/kubernetes.md')).toContain(`/namespaces/default/${served}\n`);
});
