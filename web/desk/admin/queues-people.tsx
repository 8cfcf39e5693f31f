import { Button, TagsInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { putAgent, type RoutingAgentView } from '../../../contract/routing-admin.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import rows from '../../ui/rows.module.css';
import { useToast } from '../../ui/toast.tsx';

/** Capacity and skills, one row per person; a row is saved by itself. */
export function AgentsTable(props: {
  agents: readonly RoutingAgentView[];
  known: readonly string[];
  onSaved(): void;
}): JSX.Element {
  return (
    <ul className={rows.rows}>
      {props.agents.map((agent) => (
        <AgentRow
          key={`${agent.username} ${agent.capacity} ${agent.skills.join()}`}
          agent={agent}
          known={props.known}
          onSaved={props.onSaved}
        />
      ))}
    </ul>
  );
}

function AgentRow({
  agent,
  known,
  onSaved,
}: {
  agent: RoutingAgentView;
  known: readonly string[];
  onSaved(): void;
}): JSX.Element {
  const t = useT();
  const toast = useToast();
  const words = t.routing.admin;
  const [capacity, setCapacity] = useState(String(agent.capacity));
  const [skills, setSkills] = useState<string[]>(agent.skills);
  const changed = capacity !== String(agent.capacity) || skills.join() !== agent.skills.join();
  const save = useMutation({
    mutationFn: () =>
      call(putAgent, { params: { username: agent.username }, body: { capacity: Number(capacity), skills } }),
    onSuccess: () => {
      toast(words.saved);
      onSaved();
    },
  });
  return (
    <li className={rows.row}>
      <div>
        <strong>{agent.displayName}</strong> <span className="meta">{agent.username}</span>
        {save.error ? (
          <p role="alert" className={rows.error}>
            {save.error.message}
          </p>
        ) : null}
      </div>
      <TextInput
        type="number"
        min={0}
        max={60}
        w="8rem"
        label={words.capacityLabel}
        aria-label={words.capacity(agent.displayName)}
        value={capacity}
        onChange={(e) => setCapacity(e.currentTarget.value)}
      />
      <TagsInput
        w="min(24rem, 100%)"
        label={words.skillsLabel}
        aria-label={words.skillsOf(agent.displayName)}
        placeholder={skills.length === 0 ? 'lang:en' : ''}
        data={[...known]}
        value={skills}
        onChange={setSkills}
      />
      <Button
        size="compact-md"
        style={{ alignSelf: 'end' }}
        disabled={!changed}
        loading={save.isPending}
        onClick={() => save.mutate()}
        aria-label={`${t.common.save}: ${agent.displayName}`}
      >
        {t.common.save}
      </Button>
    </li>
  );
}
