import { useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { assignConversation, type Conversation } from '../../../contract/conversations.ts';
import type { RoutingBoard } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { useToast } from '../../ui/toast.tsx';
import { MoveForm } from '../routing/move-form.tsx';
import { useSession } from '../session.tsx';

/** Gives a conversation that stands in no queue to an agent, or takes it oneself. */
export function ConversationMoves(props: { item: Conversation; title: string; board: RoutingBoard }): JSX.Element {
  const { item, title, board } = props;
  const t = useT();
  const words = t.routing.board;
  const toast = useToast();
  const client = useQueryClient();
  const me = useSession().user.username;
  const give = async (username: string, reason: string) => {
    try {
      await call(assignConversation, { params: { id: item.id }, body: { username, reason } });
      toast(words.done.assigned);
    } finally {
      void client.invalidateQueries({ queryKey: ['conversations'] });
    }
  };
  const people = board.agents
    .filter((agent) => agent.username !== item.owner?.code && agent.username !== me)
    .map((agent) => ({
      value: agent.username,
      label: `${agent.displayName} · ${t.routing.presence.state[agent.state]}`,
    }));
  return (
    <MoveForm
      title={title}
      reasonRequired
      moves={people.length > 0 ? [{ label: words.assign, verb: words.give, to: people, move: give }] : []}
      buttons={item.owner?.code === me ? [] : [{ label: words.takeOver, act: (reason: string) => give(me, reason) }]}
    />
  );
}
