import type { FacebookMessage, MessengerStandin } from '../standins/messenger/index.ts';
import type { PhoneLine, PhoneMessage } from './line.ts';

/** Messenger on the citizen's phone, played by the stand-in. */
export function messengerLine(facebook: MessengerStandin): PhoneLine {
  const seen = new Set<string>();
  const show = (message: FacebookMessage): PhoneMessage => {
    const key = /\/media\/(\d+)/.exec(message.url ?? '')?.[1] ?? null;
    const picture = message.type === 'image';
    return {
      id: message.id,
      mine: message.from === 'user',
      at: message.at,
      text: message.text,
      picture: picture ? key : null,
      file: key && !picture ? { key, name: message.name ?? 'tệp' } : null,
    };
  };
  return {
    kind: 'messenger',
    name: 'Facebook Messenger',
    people: () => [...facebook.state.users.values()].map(({ id, name }) => ({ id, name })),
    addPerson(name) {
      const { id } = facebook.addUser(name);
      return { id, name };
    },
    thread(personId) {
      const user = facebook.state.users.get(personId);
      if (!user) return null;
      const fresh = user.messages.filter((one) => one.from === 'page' && !seen.has(one.id));
      const last = fresh.at(-1);
      if (last) {
        for (const one of fresh) seen.add(one.id);
        void facebook.deliver(facebook.event(personId, { read: { watermark: last.at } }));
      }
      return user.messages.map(show);
    },
    async write(personId, { text, picture }) {
      if (picture === null) {
        await facebook.deliver(facebook.say(personId, { text }));
        return;
      }
      const [type, name] =
        picture[0] === 0x89 ? (['image/png', 'anh.png'] as const) : (['image/jpeg', 'anh.jpg'] as const);
      const attachments = [{ type: 'image', payload: { url: facebook.putMedia(picture, type, name) } }];
      await facebook.deliver(facebook.say(personId, { ...(text ? { text } : {}), attachments }));
    },
    file: (key) => facebook.state.media.get(key) ?? null,
  };
}
