import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { getMenuVersion, type HotlineMenuView, putMenuDraft } from '../../../contract/hotline-admin.ts';
import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { When } from '../../ui/marks.tsx';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';
import { MenuDifferenceView } from './menu-difference.tsx';

/** Everything that was ever in force: who, when, why; each can be compared and taken back as a draft. */
export function MenuVersions(props: {
  view: HotlineMenuView;
  graph: MenuGraph;
  onTaken(view: HotlineMenuView): void;
}): JSX.Element {
  const t = useT();
  const words = useHotlineWords().menu;
  const toast = useToast();
  const { view } = props;
  const [open, setOpen] = useState<number | null>(null);
  const old = useQuery({
    queryKey: ['hotline', 'menu', 'version', open],
    queryFn: () => call(getMenuVersion, { params: { version: open ?? 0 } }),
    enabled: open !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const take = useMutation({
    mutationFn: async (version: number) => {
      const { graph } = await call(getMenuVersion, { params: { version } });
      return call(putMenuDraft, { body: { graph, revision: view.draft?.revision ?? null } });
    },
    onSuccess: (saved, version) => {
      props.onTaken(saved);
      toast(words.restored(version));
    },
    onError: (error) => toast(error.message),
  });
  if (view.versions.length === 0) return <p className="meta">{words.noVersions}</p>;
  return (
    <ul className={rows.rows}>
      {view.versions.map((one) => (
        <li key={one.version} className={rows.row}>
          <div>
            <strong>{words.version(one.version)}</strong> {one.note}
            <p className="meta">
              {one.publishedBy?.name ?? t.common.system} · <When at={one.publishedAt} />
            </p>
            {open === one.version && old.data ? (
              <MenuDifferenceView before={old.data.graph} after={props.graph} view={view} />
            ) : null}
          </div>
          <Button
            variant="default"
            size="compact-md"
            aria-expanded={open === one.version}
            aria-label={`${words.compare}: ${words.version(one.version)}`}
            onClick={() => setOpen(open === one.version ? null : one.version)}
          >
            {words.compare}
          </Button>
          <Button
            variant="default"
            size="compact-md"
            loading={take.isPending && take.variables === one.version}
            aria-label={`${words.restore}: ${words.version(one.version)}`}
            onClick={() => take.mutate(one.version)}
          >
            {words.restore}
          </Button>
        </li>
      ))}
    </ul>
  );
}
