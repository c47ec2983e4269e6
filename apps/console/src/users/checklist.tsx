import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';

/** By question; one that is missing was not answered. */
export type Answers = Readonly<Record<string, boolean>>;

interface ChecklistProps {
  readonly questions: readonly string[];
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** The identity checks that the policy of the application wants. */
export function Checklist({ questions, answers, onChange }: ChecklistProps) {
  if (questions.length === 0) return null;
  return (
    <div className="checklist">
      {questions.map((question) => {
        const given = answers[question];
        return (
          <RadioGroup
            key={question}
            className="question"
            value={given === undefined ? null : given ? 'yes' : 'no'}
            onChange={(value) => onChange({ ...answers, [question]: value === 'yes' })}
          >
            <Label className="group-label">{question}</Label>
            <div className="answers">
              <Radio value="yes" className="answer">
                Yes
              </Radio>
              <Radio value="no" className="answer">
                No
              </Radio>
            </div>
          </RadioGroup>
        );
      })}
    </div>
  );
}
