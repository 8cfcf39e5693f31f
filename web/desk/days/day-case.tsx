import { useNavigate, useParams } from '@tanstack/react-router';
import type { JSX } from 'react';
import { CasePage } from '../case/case-page.tsx';

/** A case beside the day's list. */
export function DayCase(): JSX.Element {
  const { code } = useParams({ from: '/day/$code' });
  const navigate = useNavigate();
  return (
    <CasePage
      key={code}
      code={code}
      onClose={() => void navigate({ to: '/day' })}
      onExpand={() => void navigate({ to: '/cases/$code', params: { code } })}
    />
  );
}
