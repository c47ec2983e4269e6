import { FilterChoice } from './filter-choice.js';
import { useApplications } from './use-applications.js';

interface ApplicationChoiceProps {
  /** Empty: all in reach. */
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly isLabelHidden?: boolean;
}

/** Nothing where there is one application alone. */
export function ApplicationChoice(props: ApplicationChoiceProps) {
  const { list } = useApplications();
  if (list.length < 2 && props.value === '') return null;
  const options = list.map(({ id, name }) => ({ id, label: name }));
  return <FilterChoice {...props} label="Application" all="All applications" options={options} />;
}
