/** What the API answers at /admin/v1/overview. */

export type Span = 'hour' | 'day' | 'week' | 'month';

export interface Figures {
  readonly codes: number;
  readonly codesPerMinute: number;
  readonly challenges: number;
  readonly approved: number;
  readonly ended: number;
  readonly conversion: number | null;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly timeToDeliver: { readonly p50: number; readonly p95: number } | null;
  readonly timeToReceipt: { readonly p50: number; readonly p95: number } | null;
}

export interface Overview {
  readonly span: Span;
  readonly until: string;
  readonly stepSeconds: number;
  /** Null: no worker has counted yet. */
  readonly countedAt: string | null;
  readonly recounting: boolean;
  readonly totals: Figures;
  readonly before: Figures | null;
  readonly series: readonly (Figures & { readonly at: string })[];
  readonly channels: readonly (Figures & { readonly channel: string })[];
  readonly providers: readonly (Figures & {
    readonly provider: string;
    readonly name: string | null;
    readonly channel: string | null;
  })[];
  readonly countries: readonly (Figures & { readonly country: string })[];
  readonly applications: readonly (Figures & { readonly application: string; readonly name: string | null })[];
}

const sumOf = ({ deliveries }: Figures, statuses: readonly string[]): number =>
  statuses.reduce((sum, status) => sum + (deliveries[status] ?? 0), 0);

/** Out of Otpost's hands, as far as anybody knows. */
export const sentOf = (figures: Figures): number => sumOf(figures, ['sent', 'delivered', 'unknown']);
export const failedOf = (figures: Figures): number => sumOf(figures, ['failed', 'undelivered', 'expired']);
export const otherOf = (figures: Figures): number => sumOf(figures, ['queued', 'sending', 'canceled']);

export const spanNames: Readonly<Record<Span, string>> = {
  hour: 'Last hour',
  day: '24 hours',
  week: '7 days',
  month: '30 days',
};
