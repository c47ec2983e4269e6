import { parser } from '@prometheus-io/lezer-promql';

/** One value of a scrape, without the value. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** What a query asks for at one place: the series, and the labels that it goes by. */
export interface AskedSeries {
  readonly name: string;
  readonly matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[];
  readonly groupedBy: readonly string[];
}

type Node = ReturnType<typeof parser.parse>['topNode'];

function below({ firstChild }: Node): Node[] {
  const children: Node[] = [];
  for (let child = firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}

/** Every sample of a scrape in the text format of Prometheus. */
export function samplesOf(scraped: string): Sample[] {
  return [...scraped.matchAll(/^(otpost_\w+)(?:\{(.*)\})? \S+$/gm)].map(([, name = '', labels = '']) => ({
    name,
    labels: Object.fromEntries([...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label, value])),
  }));
}

/** All that a query in PromQL asks for. */
export function askedSeriesOf(query: string): AskedSeries[] {
  const textOf = ({ from, to }: Node): string => query.slice(from, to);
  const matcherOf = (matcher: Node) => {
    const [label, operator, value] = below(matcher).map(textOf);
    return { label: label!, operator: operator!, value: value!.slice(1, -1) };
  };
  const groupingOf = (aggregate: Node): string[] => {
    const modifier = aggregate.getChild('AggregateModifier');
    if (modifier && !modifier.getChild('By')) throw new Error(`Only "by" can be checked: ${query}`);
    return modifier ? below(modifier.getChild('GroupingLabels')!).map(textOf) : [];
  };
  const read = (node: Node, groupedBy: readonly string[]): AskedSeries[] => {
    if (node.name === 'VectorSelector') {
      const matchers = node.getChild('LabelMatchers');
      return [
        {
          name: textOf(node.getChild('Identifier')!),
          matchers: matchers ? below(matchers).map(matcherOf) : [],
          groupedBy,
        },
      ];
    }
    const own = node.name === 'AggregateExpr' ? [...groupedBy, ...groupingOf(node)] : groupedBy;
    return below(node).flatMap((child) => read(child, own));
  };
  return read(parser.parse(query).topNode, []);
}

/** The samples that a query gets at one place. */
export function samplesFor({ name, matchers }: AskedSeries, samples: readonly Sample[]): Sample[] {
  const fits = (sample: Sample): boolean =>
    matchers.every(({ label, operator, value }) => {
      if (operator !== '=') throw new Error(`Only "=" can be checked: ${label}${operator}"${value}"`);
      return sample.labels[label] === value;
    });
  return samples.filter((sample) => sample.name === name && fits(sample));
}
