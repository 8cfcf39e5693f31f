import { ActionIcon, Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, JSX, KeyboardEvent } from 'react';
import type { AttachmentView } from '../../../contract/cases.ts';
import { CAPABILITIES, fileProblems, textLength } from '../../../contract/channels.ts';
import { type Conversation, type Message, sendMessage } from '../../../contract/conversations.ts';
import { useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { restOf, useKept } from '../../lib/kept.ts';
import { useHere } from '../../lib/places.ts';
import { AlsoWriting } from '../../ui/company.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OtherText } from '../../ui/other-text.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import boxes from '../../ui/upload-box.module.css';
import { UploadButtons, useFileTarget } from '../../ui/upload-box.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import styles from './conversations.module.css';
import { draftKey } from './draft-key.ts';
import { Helpers } from './helpers.tsx';
import { ReplyFiles } from './reply-files.tsx';
import { sends, useSendKey } from './send-key.ts';
import { useTyping } from './use-typing.ts';
import { useUploads } from './use-uploads.ts';

/** From this share of the length on the counter is shown. */
const COUNT_FROM = 0.7;

interface Props {
  conversation: Conversation;
  lastWords: string;
  quoted: Message | null;
  onQuoted(message: Message | null): void;
}

interface Sent {
  text: string;
  files: readonly AttachmentView[];
}

/** The answer on the citizen's channel: words, files, ready texts, within what the channel can. */
export function ReplyBox({ conversation, lastWords, quoted, onQuoted }: Props): JSX.Element {
  const t = useT();
  const { user } = useSession();
  const keptAs = draftKey(user.username, conversation.id);
  const client = useQueryClient();
  const capabilities = CAPABILITIES[conversation.channel];
  const [text, setText, , kept] = useKept(keptAs, '');
  const uploads = useUploads(conversation.id, keptAs);
  const writing = text.trim() !== '' || uploads.files.length > 0;
  useHere('conversation', conversation.id, writing ? 'reply' : null);
  const [how, switchKey] = useSendKey();
  const typing = useTyping(conversation.id, capabilities.typing.out);
  const takesFiles = capabilities.attachments.maxCount > 0;
  const { over: held, target } = useFileTarget(uploads.add, takesFiles);
  const length = textLength(text.trim());
  const over = length - capabilities.textMax;
  const problems = fileProblems(capabilities, uploads.files);
  const send = useMutation({
    mutationFn: (sent: Sent) =>
      call(sendMessage, {
        params: { id: conversation.id },
        body: {
          ...(sent.text.trim() ? { text: sent.text } : {}),
          ...(sent.files.length > 0 ? { files: sent.files.map((file) => file.id) } : {}),
          ...(quoted ? { quoted: quoted.id } : {}),
          // The same press again, after a lost answer or a reload or from another window, is the same message.
          clientKey: sent.text.trim() ? kept.id : uploads.id,
        },
      }),
    onSuccess: (_message, sent) => {
      // What was typed on while it was on its way is the beginning of the next one.
      kept.wasSent(sent.text, restOf(sent.text));
      uploads.wasSent(sent.files);
      onQuoted(null);
      typing(false);
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
  const ready =
    (text.trim() !== '' || uploads.files.length > 0) &&
    over <= 0 &&
    problems.length === 0 &&
    !uploads.queue.busy &&
    !send.isPending;
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (ready) send.mutate({ text, files: uploads.files });
  };
  const steer = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key: name, shiftKey, ctrlKey, metaKey, nativeEvent } = event;
    const press = {
      key: name,
      shiftKey,
      ctrlKey,
      metaKey,
      isComposing: nativeEvent.isComposing,
      keyCode: nativeEvent.keyCode,
    };
    if (!sends(press, how)) return;
    event.preventDefault();
    submit();
  };
  const write = (next: string) => {
    // Other words are another message, should the first have arrived after all.
    if (send.isError) kept.renew();
    setText(next);
    typing(next !== '');
  };
  return (
    <form onSubmit={submit} className={`${styles.form} ${held ? boxes.over : ''}`} {...target}>
      {quoted ? (
        <div className={styles.quoting}>
          <span>
            <strong>{t.inbox.reply.quoting(quoted.author)}</strong> {quoted.text.slice(0, 120)}
          </span>
          <ActionIcon variant="subtle" color="gray" aria-label={t.inbox.reply.unquote} onClick={() => onQuoted(null)}>
            <Icon name="close" size={0.875} />
          </ActionIcon>
        </div>
      ) : null}
      <TextArea
        aria-label={t.inbox.reply.label}
        placeholder={t.inbox.reply.placeholder}
        value={text}
        onChange={(e) => write(e.currentTarget.value)}
        onKeyDown={steer}
        error={over > 0 ? t.inbox.reply.tooLong(over) : undefined}
        rows={2}
      />
      <AlsoWriting kind="conversation" id={conversation.id} form="reply" />
      <OtherText kept={kept} say={(other) => other} />
      <ReplyFiles uploads={uploads} capabilities={capabilities} />
      <ActTrouble error={send.error} gone={false} />
      <div className={styles.bar}>
        <Button
          type="submit"
          leftSection={<Icon name="outgoing" size={1} />}
          loading={send.isPending}
          disabled={!ready}
        >
          {t.inbox.reply.send}
        </Button>
        {takesFiles ? <UploadButtons label={t.inbox.reply.files} onFiles={uploads.add} /> : null}
        <Helpers
          conversation={conversation}
          lastWords={lastWords}
          onInsert={(words) => write(text.trim() ? `${text.trimEnd()}\n\n${words}` : words)}
        />
        <span className={styles.spacer} />
        {length > capabilities.textMax * COUNT_FROM ? (
          <span className={over > 0 ? styles.failed : 'meta'}>
            {t.inbox.reply.length(length, capabilities.textMax)}
          </span>
        ) : null}
        <button type="button" className={styles.tool} onClick={switchKey} title={t.inbox.reply.switchKey}>
          {how === 'enter' ? t.inbox.reply.enterSends : t.inbox.reply.ctrlEnterSends}
        </button>
      </div>
    </form>
  );
}
