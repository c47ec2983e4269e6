import type { FactorType } from '../api/contract.js';

type IconName = FactorType | 'arrow' | 'tick' | 'key';

const paths: Readonly<Record<IconName, string>> = {
  totp: 'M8 3h8a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM10 18h4M12 7v4l2.5 1.5',
  passkey:
    'M10 11a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20c0-4 3-6 7-6 1.2 0 2.3.2 3.2.6M17.5 17a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM17.5 17v4.5l1.5-1.2',
  email:
    'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5zM3 7l9 6.5L21 7',
  sms: 'M4 4h16a1.5 1.5 0 0 1 1.5 1.5v10A1.5 1.5 0 0 1 20 17h-8l-5 4v-4H4a1.5 1.5 0 0 1-1.5-1.5v-10A1.5 1.5 0 0 1 4 4zM8 10.5h.01M12 10.5h.01M16 10.5h.01',
  key: 'M7.5 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11.5 12H21v3M17 12v2.5',
  arrow: 'M9 5l7 7-7 7',
  tick: 'M5 12.5l4.5 4.5L19 7.5',
};

/** A drawing that says nothing to a screen reader: words stand beside it. */
export function Icon({ name, little = false }: { name: IconName; little?: boolean }) {
  return (
    <svg className={little ? 'icon little' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
