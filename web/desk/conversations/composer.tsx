import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type JSX, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CAPABILITIES, fileProblems, type ReplyStateView, ruleFor, textLength } from '../../../contract/channels.ts';
import {
  type Conversation,
  type Message,
  sendMessage,
  typeInConversation,
  writeNote,
} from '../../../contract/conversations.ts';
import { useLanguage, useT } from '../../i18n/index.ts';
import { call } from '../../lib/api.ts';
import { fileSize } from '../../lib/file-size.ts';
import { useKept } from '../../lib/kept.ts';
import { useHere } from '../../lib/places.ts';
import { AlsoWriting } from '../../ui/company.tsx';
import { FileList } from '../../ui/file-list.tsx';
import { Icon } from '../../ui/icons.tsx';
import { When } from '../../ui/marks.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { useToast } from '../../ui/toast.tsx';
import boxes from '../../ui/upload-box.module.css';
import { UploadButtons, UploadList, useFileTarget } from '../../ui/upload-box.tsx';
import { ActTrouble } from '../case/act-trouble.tsx';
import { useSession } from '../session.tsx';
import { CallLater } from './call-later.tsx';
import styles from './conversations.module.css';
import { draftKey } from './draft-key.ts';
import { Helpers } from './helpers.tsx';
import { sends, useSendKey } from './send-key.ts';
import { useUploads } from './use-uploads.ts';

const TYPING_MS = 3_000;
/** From this share of the length on the counter is shown. */
const COUNT_FROM = 0.7;

interface Props {
  conversation: Conversation;
  reply: ReplyStateView;
  lastWords: string;
  quoted: Message | null;
  onQuoted(message: Message | null): void;
}

/** The answer on the citizen's channel, within what the channel can; or a note among colleagues. Kept until sent. */
export function Composer({ conversation, reply, lastWords, quoted, onQuoted }: Props): JSX.Element {
  const t = useT();
  const [mode, setMode] = useState<'reply' | 'note'>('reply');
  return (
    <div className={styles.reply} data-mode={mode}>
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t.inbox.reply.modes}
          data={[
            { value: 'reply', label: t.inbox.reply.label },
            { value: 'note', label: t.inbox.reply.note },
          ]}
          value={mode}
          onChange={(value) => setMode(value as 'reply')}
        />
        {mode === 'reply' ? <WindowLine reply={reply} /> : null}
      </div>
      {mode === 'note' ? (
        <NoteBox conversation={conversation} />
      ) : reply.canReply ? (
        <ReplyBox conversation={conversation} lastWords={lastWords} quoted={quoted} onQuoted={onQuoted} />
      ) : (
        <div className={styles.shut} role="note">
          <strong>{t.inbox.reply.closedWindow}</strong>
          <span>{reply.advice}</span>
          <CallLater conversation={conversation} why={reply.advice ?? ''} text="" />
        </div>
      )}
    </div>
  );
}

/** Until when one can answer, and on what condition: said before one types. */
function WindowLine({ reply }: { reply: ReplyStateView }): JSX.Element | null {
  const t = useT();
  if (!reply.canReply || (!reply.until && !reply.advice)) return null;
  return (
    <span className={reply.advice ? styles.waits : 'meta'}>
      <Icon name="clock" size={0.875} />{' '}
      {reply.until ? (
        <>
          {t.inbox.reply.openUntil} <When at={reply.until} />
        </>
      ) : null}
      {reply.advice ? ` ${reply.advice}` : null}
    </span>
  );
}

function ReplyBox({ conversation, lastWords, quoted, onQuoted }: Omit<Props, 'reply'>): JSX.Element {
  const t = useT();
  const language = useLanguage();
  const { user } = useSession();
  const keptAs = draftKey(user.username, conversation.id);
  const client = useQueryClient();
  const capabilities = CAPABILITIES[conversation.channel];
  const [text, setText, forget, kept] = useKept(keptAs, '');
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
    mutationFn: () => {
      return call(sendMessage, {
        params: { id: conversation.id },
        body: {
          ...(text.trim() ? { text } : {}),
          ...(uploads.files.length > 0 ? { files: uploads.files.map((file) => file.id) } : {}),
          ...(quoted ? { quoted: quoted.id } : {}),
          // The same press again, after a lost answer or a reload or from another window, is the same message.
          clientKey: text.trim() ? kept.id : uploads.id,
        },
      });
    },
    onSuccess: () => {
      forget();
      uploads.clear();
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
    if (ready) send.mutate();
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
  const inWords = t.inbox.reply.fileProblem;
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
      {kept.endedElsewhere ? (
        <p role="status" className="meta">
          {t.craft.sentElsewhere}
        </p>
      ) : null}
      <FileList files={uploads.files} onRemove={uploads.remove} />
      <UploadList queue={uploads.queue} />
      {uploads.files.some((file) => !ruleFor(capabilities, file.type)) &&
      problems.length === 0 &&
      capabilities.attachments.filesAsLink ? (
        <p className="meta">{t.inbox.reply.asLink}</p>
      ) : null}
      {problems.map((problem) => (
        <p key={`${problem.why}${problem.file}`} className={styles.failed} role="alert">
          {problem.why === 'not_allowed'
            ? inWords.not_allowed(problem.file ?? '')
            : problem.why === 'too_large'
              ? inWords.too_large(problem.file ?? '', fileSize(problem.max, language))
              : problem.why === 'too_many'
                ? inWords.too_many(String(problem.max))
                : inWords.too_much(fileSize(problem.max, language))}
        </p>
      ))}
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

function NoteBox({ conversation }: { conversation: Conversation }): JSX.Element {
  const t = useT();
  const toast = useToast();
  const { user } = useSession();
  const client = useQueryClient();
  const [text, setText, forget, kept] = useKept(`${user.username}.note.${conversation.id}`, '');
  useHere('conversation', conversation.id, 'note_down');
  const save = useMutation({
    mutationFn: () => call(writeNote, { params: { id: conversation.id }, body: { text, clientKey: kept.id } }),
    onSuccess: () => {
      forget();
      toast(t.inbox.reply.noteSaved);
      void client.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() && !save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      <TextArea
        aria-label={t.inbox.reply.note}
        placeholder={t.inbox.reply.notePlaceholder}
        value={text}
        onChange={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && !e.nativeEvent.isComposing) submit();
        }}
        rows={2}
        autoFocus
      />
      <ActTrouble error={save.error} gone={false} />
      <div className={styles.bar}>
        <Button type="submit" variant="default" loading={save.isPending} disabled={!text.trim()}>
          {t.inbox.reply.save}
        </Button>
      </div>
    </form>
  );
}

/** Tells the channel at most every three seconds that somebody types, and once when he has stopped. */
function useTyping(id: string, able: boolean): (on: boolean) => void {
  const last = useRef(0);
  const stop = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tell = (on: boolean) => void call(typeInConversation, { params: { id }, body: { on } }).catch(() => {});
  useEffect(() => () => clearTimeout(stop.current), []);
  return (on) => {
    if (!able) return;
    clearTimeout(stop.current);
    const now = performance.now();
    if (!on) {
      if (last.current > 0) tell(false);
      last.current = 0;
      return;
    }
    if (last.current === 0 || now - last.current > TYPING_MS) {
      last.current = now;
      tell(true);
    }
    stop.current = setTimeout(() => {
      last.current = 0;
      tell(false);
    }, 2 * TYPING_MS);
  };
}
