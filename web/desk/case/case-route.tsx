import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { JSX } from 'react';
import { CasePage } from './case-page.tsx';

/** A case beside its list. */
export function CasePane(): JSX.Element {
  const { view, code } = useParams({ from: '/queue/$view/$code' });
  const filters = useSearch({ from: '/queue/$view' });
  const navigate = useNavigate();
  return (
    <CasePage
      key={code}
      code={code}
      onClose={() => void navigate({ to: '/queue/$view', params: { view }, search: filters })}
      onExpand={() => void navigate({ to: '/cases/$code', params: { code } })}
    />
  );
}

/** A case alone: deep links, search results, wide reading. */
export function CaseRoute(): JSX.Element {
  const { code } = useParams({ from: '/cases/$code' });
  return <CasePage key={code} code={code} onClose={() => history.back()} />;
}
