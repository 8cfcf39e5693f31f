import { Button, Menu } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { PRESENCE_STATES, type PresenceState, putAgentPresence, type RoutingBoard } from '../../../contract/routing.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { Icon } from '../../ui/icons.tsx';
import { useToast } from '../../ui/toast.tsx';
import { STATE_ICON } from './presence-menu.tsx';
import { renewRouting } from './routing-queries.ts';

/** A supervisor sets where somebody else is; a menu, so that no arrow key on the way sets what nobody meant. */
export function AgentPresence({ agent }: { agent: RoutingBoard['agents'][number] }): JSX.Element {
  const t = useT();
  const client = useQueryClient();
  const toast = useToast();
  const set = useMutation({
    mutationFn: (state: PresenceState) =>
      call(putAgentPresence, { params: { username: agent.username }, body: { state } }),
    onError: (error) => toast(error.message),
    onSettled: () => renewRouting(client),
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-md"
          loading={set.isPending}
          rightSection={<Icon name="chevronDown" size={0.875} />}
          aria-label={t.routing.board.setState(agent.displayName)}
        >
          {t.routing.board.set}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {PRESENCE_STATES.filter((state) => state !== agent.state).map((state) => (
          <Menu.Item key={state} leftSection={<Icon name={STATE_ICON[state]} />} onClick={() => set.mutate(state)}>
            {t.routing.presence.state[state]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
