import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import type { ActionName } from '../../../contract/actions.ts';
import type { CaseRow } from '../../../contract/cases.ts';
import { useT } from '../../i18n/index.ts';
import { actionsQuery, colleaguesQuery } from '../../lib/queries.ts';
import { useToast } from '../../ui/toast.tsx';
import { sendAction } from '../case/send-action.ts';
import { MoveForm } from '../routing/move-form.tsx';

/** Gives a case at a unit to one of its officers, or takes it back to the switchboard; the workflow says what goes. */
export function CaseMoves({ item }: { item: CaseRow }): JSX.Element {
  const t = useT();
  const words = t.waiting;
  const toast = useToast();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const offers = useQuery({ ...actionsQuery(item.code), enabled: asked });
  const unit = item.leadUnit?.code ?? '';
  const people = useQuery({ ...colleaguesQuery(unit), enabled: asked && unit !== '' }).data?.items ?? [];
  const may = (action: ActionName) => offers.data?.items.some((offer) => offer.action === action) ?? false;
  const run = async (action: ActionName, form: Record<string, unknown>) => {
    try {
      await sendAction({ code: item.code, action, version: item.version, body: form });
      toast(`${t.actions[action].done} · ${item.code}`);
    } finally {
      void client.invalidateQueries({ queryKey: ['cases'] });
      void client.invalidateQueries({ queryKey: ['case', item.code] });
      void client.invalidateQueries({ queryKey: ['routing'] });
    }
  };
  const officers = people
    .filter((p) => p.roles.includes('officer') && p.username !== item.assignee?.code)
    .map((p) => ({ value: p.username, label: p.displayName }));
  const give = may('assign') && officers.length > 0;
  const take = may('recall');
  return (
    <MoveForm
      title={item.title}
      onOpen={() => setAsked(true)}
      reasonRequired
      moves={
        give
          ? [
              {
                label: t.routing.board.assign,
                verb: t.routing.board.give,
                to: officers,
                move: (user, reason) => run('assign', { user, reason }),
              },
            ]
          : []
      }
      buttons={take ? [{ label: words.recall, act: (reason) => run('recall', { reason }) }] : []}
      none={offers.error ? offers.error.message : offers.data && !give && !take ? words.notNow : null}
    />
  );
}
