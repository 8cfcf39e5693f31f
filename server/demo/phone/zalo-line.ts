import type { StandinMessage, ZaloStandin } from '../standins/zalo/index.ts';
import type { PhoneLine, PhoneMessage } from './line.ts';

/** Zalo on the citizen's phone, played by the stand-in. */
export function zaloLine(zalo: ZaloStandin): PhoneLine {
  const seen = new Set<string>();
  const show = (message: StandinMessage): PhoneMessage => {
    const key = message.url?.slice(message.url.lastIndexOf('/') + 1) ?? null;
    const picture = message.type === 'photo' || message.type === 'gif';
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
    kind: 'zalo',
    name: 'Zalo',
    people: () => [...zalo.state.users.values()].map(({ id, name }) => ({ id, name })),
    addPerson(name) {
      const { id } = zalo.addUser(name);
      return { id, name };
    },
    thread(personId) {
      const user = zalo.state.users.get(personId);
      if (!user) return null;
      const fresh = user.messages.filter((one) => one.from === 'oa' && !seen.has(one.id)).map((one) => one.id);
      if (fresh.length > 0) {
        for (const id of fresh) seen.add(id);
        void zalo.deliver(zalo.event('user_seen_message', personId, { message: { msg_ids: fresh } }));
      }
      return user.messages.map(show);
    },
    async write(personId, { text, picture }) {
      if (picture === null) {
        await zalo.deliver(zalo.say(personId, { text }));
        return;
      }
      const url = zalo.putMedia(picture, picture[0] === 0x89 ? 'image/png' : 'image/jpeg');
      await zalo.deliver(
        zalo.say(personId, { text, attachments: [{ type: 'image', payload: { url, thumbnail: url } }] }),
      );
    },
    file: (key) => zalo.state.media.get(key) ?? null,
  };
}
