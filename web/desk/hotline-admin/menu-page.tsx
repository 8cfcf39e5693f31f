import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useMemo, useRef, useState } from 'react';
import {
  deleteMenuDraft,
  getHotlineMenu,
  type HotlineMenuView,
  putMenuDraft,
} from '../../../contract/hotline-admin.ts';
import type { MenuGraph } from '../../../contract/hotline-menu.ts';
import { faultsOf } from '../../../contract/hotline-menu-faults.ts';
import { useHotlineWords } from '../../i18n/hotline-words.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useNow } from '../../lib/clock.ts';
import { momentText } from '../../lib/format-time.ts';
import { useKept } from '../../lib/kept.ts';
import { Page } from '../../ui/page.tsx';
import rows from '../../ui/rows.module.css';
import { Section } from '../../ui/section.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useSession } from '../session.tsx';
import styles from './hotline-admin.module.css';
import { MenuDifferenceView } from './menu-difference.tsx';
import { MenuPreview } from './menu-preview.tsx';
import { PublishForm } from './menu-publish.tsx';
import { MenuSteps } from './menu-steps.tsx';
import { MenuVersions } from './menu-versions.tsx';
import { StepForm } from './step-form.tsx';
import { HotlineTabs } from './tabs.tsx';

const KEY = ['hotline', 'menu'];

/** What callers are led through: the draft with its faults, a walk through it, and the history. */
export function HotlineMenuPage(): JSX.Element {
  const words = useHotlineWords().menu;
  const { data, error, isPending, refetch } = useQuery({
    queryKey: KEY,
    queryFn: () => call(getHotlineMenu, {}),
    staleTime: 0,
  });
  return (
    <Page title={words.title} text={words.text} wide>
      <HotlineTabs />
      {isPending ? <Loading lines={10} /> : null}
      {error && !data ? <Failed error={error} retry={() => void refetch()} /> : null}
      {data ? <Editor key={`${data.published.version}.${data.draft?.revision ?? 0}`} view={data} /> : null}
    </Page>
  );
}

function Editor({ view }: { view: HotlineMenuView }): JSX.Element {
  const t = useT();
  const words = useHotlineWords().menu;
  const toast = useToast();
  const client = useQueryClient();
  const language = useLanguage();
  const now = useNow();
  const { user } = useSession();
  const { draft, published } = view;
  const start = draft?.graph ?? published.graph;
  const kept = `${user.username}.hotline-menu.${published.version}.${draft?.revision ?? 0}`;
  const [graph, setGraph, forget] = useKept<MenuGraph>(kept, start);
  const [chosen, setChosen] = useState(graph.start);
  const detail = useRef<HTMLDivElement>(null);
  const choose = (step: string) => {
    setChosen(step);
    // On a phone the form stands under the list: a touch must not seem to do nothing.
    requestAnimationFrame(() => detail.current?.scrollIntoView({ block: 'nearest' }));
  };
  const [asking, setAsking] = useState<'publish' | 'discard' | null>(null);
  const known = useMemo(
    () => ({
      sounds: view.sounds.map((one) => one.name),
      queues: view.queues.map((one) => one.code),
      calendars: view.calendars.map((one) => one.code),
    }),
    [view],
  );
  const faults = faultsOf(graph, known);
  const changed = JSON.stringify(graph) !== JSON.stringify(start);
  const show = (saved: HotlineMenuView) => {
    forget();
    client.setQueryData(KEY, saved);
  };
  const save = useMutation({
    mutationFn: () => call(putMenuDraft, { body: { graph, revision: draft?.revision ?? null } }),
    onSuccess: (saved) => {
      show(saved);
      toast(words.saved);
    },
  });
  const discard = useMutation({
    mutationFn: () => call(deleteMenuDraft, {}),
    onSuccess: (saved) => {
      setAsking(null);
      show(saved);
      toast(words.discarded);
    },
  });
  const step = graph.nodes[chosen] ? chosen : graph.start;
  const error = save.error ?? discard.error;
  return (
    <>
      <div className={styles.state}>
        <strong>{words.inForce(published.version)}</strong>
        <span className="meta">
          {draft
            ? words.draftOf(
                draft.basedOn,
                draft.editedBy?.name ?? t.common.system,
                momentText(draft.editedAt, now, language),
              )
            : words.noDraft}
        </span>
        {changed ? <span className="meta">{words.unsaved}</span> : null}
        <div className={rows.tools}>
          {draft || changed ? (
            <Button variant="default" onClick={() => (draft ? setAsking('discard') : forget())}>
              {words.discard}
            </Button>
          ) : null}
          <Button variant="default" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()}>
            {words.save}
          </Button>
          <Button disabled={!draft || changed || faults.length > 0} onClick={() => setAsking('publish')}>
            {words.publish}
          </Button>
        </div>
      </div>
      {error ? (
        <p role="alert" className={rows.error}>
          {error.message}
        </p>
      ) : null}
      <div role="status">
        {faults.length > 0 ? (
          <>
            <p>
              <strong>{words.faults(faults.length)}</strong>
            </p>
            <ul className={styles.faults}>
              {faults.map((fault) => (
                <li key={fault.node + fault.message.vi}>
                  <button type="button" onClick={() => choose(fault.node)}>
                    {fault.message[language]}
                  </button>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <p className="meta">{words.noFaults}</p>
        )}
      </div>
      <div className={styles.editor}>
        <MenuSteps graph={graph} faults={faults} chosen={step} onChoose={choose} />
        <div ref={detail} className={styles.beside}>
          <StepForm key={step} graph={graph} step={step} view={view} onChange={setGraph} onChoose={choose} />
        </div>
      </div>
      <Section title={words.preview}>
        <MenuPreview graph={graph} view={view} />
      </Section>
      <Section title={words.difference}>
        <MenuDifferenceView before={published.graph} after={graph} view={view} />
      </Section>
      <Section title={words.versions} count={view.versions.length}>
        <MenuVersions view={view} graph={graph} onTaken={show} />
      </Section>
      <Modal
        opened={asking === 'discard'}
        onClose={() => setAsking(null)}
        title={words.discard}
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <p>{words.discardText}</p>
        <Button mt="md" fullWidth loading={discard.isPending} onClick={() => discard.mutate()} data-autofocus>
          {words.discard}
        </Button>
      </Modal>
      <Modal
        opened={asking === 'publish'}
        onClose={() => setAsking(null)}
        title={words.publishTitle}
        size="44rem"
        closeButtonProps={{ 'aria-label': t.common.close }}
      >
        <PublishForm
          view={view}
          onDone={(saved) => {
            setAsking(null);
            show(saved);
            toast(words.published(saved.published.version));
          }}
        />
      </Modal>
    </>
  );
}
