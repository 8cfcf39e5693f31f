import type { JSX } from 'react';
import type { CaseView } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';

/** The order and what the unit reported on it: what one accepts or sends back. */
export function ReportToRead({ item }: { item: CaseView }): JSX.Element | null {
  const t = useT();
  const order = item.directives.find((d) => d.state === 'reported');
  if (!order) return null;
  return (
    <>
      <p className="prose">
        <span className="meta">{t.actions.direct.label}: </span>
        {order.text}
      </p>
      <p className="prose">
        <span className="meta">
          {t.sections.directiveReport}
          {order.reportedBy ? ` (${order.reportedBy.name})` : ''}:{' '}
        </span>
        {order.report}
      </p>
    </>
  );
}
