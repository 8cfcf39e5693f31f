import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { prefillCase } from '../../../contract/conversations.ts';
import { call } from '../../lib/api.ts';
import { Failed, Loading } from '../../ui/states.tsx';
import { threadQuery } from '../conversations/inbox-queries.ts';
import { Talk } from '../conversations/talk.tsx';
import type { ContactSource } from './contact-source.ts';
import { Workspace } from './workspace.tsx';

interface Props {
  source: ContactSource;
  /** A case was made of this contact. */
  onRegistered?: (code: string) => void;
  /** The contact was joined to a case that was there. */
  onLinked?: (code: string) => void;
}

/**
 * One screen for a contact, whatever it came by: who it is, what was said, the case with its fields guessed, similar
 * cases, articles, the unit it goes to. What is typed is kept per person and source until it is sent.
 */
export function ContactWorkspace({ source, ...told }: Props): JSX.Element {
  if (source.kind === 'conversation') return <OfThread key={source.id} source={source} {...told} />;
  if (source.kind === 'call')
    return (
      <Workspace
        key={source.id}
        source={source}
        known={{
          channel: 'phone',
          ...(source.phone ? { phone: source.phone } : {}),
          ...(source.note ? { content: source.note } : {}),
        }}
        citizenId={null}
        {...told}
      />
    );
  return <Workspace source={source} known={{}} citizenId={null} {...told} />;
}

function OfThread({ source, ...told }: Props & { source: { kind: 'conversation'; id: string } }): JSX.Element {
  const { id } = source;
  const thread = useQuery(threadQuery(id));
  const read = useQuery({
    queryKey: ['contact', 'prefill', id],
    queryFn: () => call(prefillCase, { params: { id } }),
    // What the agent looks at must not change under him when a message comes; the thread beside it shows that.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const error = thread.error ?? read.error;
  if (error && !(thread.data && read.data))
    return (
      <Failed
        error={error}
        retry={() => {
          void thread.refetch();
          void read.refetch();
        }}
      />
    );
  if (!thread.data || !read.data) return <Loading lines={10} />;
  const { conversation } = thread.data;
  const { content, title, name, phone, email } = read.data;
  return (
    <Workspace
      source={source}
      known={{
        channel: conversation.channel,
        content,
        ...(conversation.channel === 'email' ? { title } : {}),
        ...(name ? { name } : {}),
        ...(phone ? { phone } : {}),
        ...(email ? { email } : {}),
      }}
      citizenId={conversation.citizenId}
      first={read.data}
      talk={<Talk id={id} data={thread.data} />}
      {...told}
    />
  );
}
