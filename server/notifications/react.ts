import type { NoticeKind } from '../../contract/notices.ts';
import { type LoadedCase, loadCaseById, maySee } from '../cases/index.ts';
import { actorOf } from '../org/index.ts';
import { type Actor, SYSTEM } from '../platform/auth/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import type { LoggedEvent } from '../platform/events/index.ts';
import { noticeCreated } from './events.ts';
import { factsOf, type NoticeFacts } from './facts.ts';
import { KINDS } from './kinds.ts';
import { nextDigest } from './next-digest.ts';
import { wishesOf } from './preferences.ts';
import { recipientsOf } from './recipients.ts';
import { NOTICE_RULES, type Rule } from './rules.ts';

/** A demonstration lives a year of the past at its start: nobody is told of what happened longer ago than this. */
const OLD_NEWS_MS = 3 * 86_400_000;

/** Binds the reader of the log: every event of the table becomes notices, in the transaction that moves its cursor. */
export function reactToEvents(ctx: Ctx): void {
  ctx.reactions.on({ name: 'notifications', types: Object.keys(NOTICE_RULES), handle: tell });
}

interface Told {
  actor: Actor;
  kind: NoticeKind;
  codeOnly: boolean;
}

async function tell(tx: Tx, event: LoggedEvent, ctx: Ctx): Promise<void> {
  if (ctx.config.demo && tx.now.getTime() - event.at.getTime() > OLD_NEWS_MS) return;
  const rules = (NOTICE_RULES[event.type] ?? []).filter((rule) => rule.when?.holds(event.data) ?? true);
  if (rules.length === 0) return;
  const loaded = event.caseId === null ? null : await loadCaseById(tx.db, event.caseId);
  if (event.caseId !== null && !loaded) return;
  const told = await whoIsTold(tx, event, loaded, rules);
  if (told.length > 0) await write(tx, event, loaded, told);
}

/** Everybody whom a rule names, once, with the first kind that names him; only who may see the case; never who did it. */
async function whoIsTold(
  tx: Tx,
  event: LoggedEvent,
  loaded: LoadedCase | null,
  rules: readonly Rule[],
): Promise<Told[]> {
  const of = recipientsOf(tx, event, loaded);
  const told = new Map<number, Told | null>();
  if (event.actorId !== null) told.set(event.actorId, null);
  for (const rule of rules) {
    let reached = 0;
    const groups = [...rule.to];
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      for (const person of await of(group)) {
        if (!told.has(person.id)) {
          const actor = await actorOf(tx.db, person.username, tx.now);
          const codeOnly = rule.codeOnly ?? false;
          const may = actor && (codeOnly ? mayKnowCode(actor, loaded) : maySeeIt(actor, loaded));
          told.set(person.id, may ? { actor, kind: rule.kind, codeOnly } : null);
        }
        // The one who did it knows; somebody told by an earlier rule is not nobody either.
        if (told.get(person.id) || person.id === event.actorId) reached += 1;
      }
      if (groups.length === 0 && reached === 0 && rule.orElse && group !== rule.orElse) groups.push(rule.orElse);
    }
  }
  return [...told.values()].filter((t) => t !== null);
}

/** The same rule as lists; a thread without a case is the centre's. */
function maySeeIt(actor: Actor, loaded: LoadedCase | null): boolean {
  return loaded ? maySee(actor, loaded.parties) : actor.audiences.has('all_cases');
}

/** Who had the case knows its code, whatever he may see now; not whoever belongs to the unit that it is about. */
function mayKnowCode(actor: Actor, loaded: LoadedCase | null): boolean {
  const about = loaded?.row.about_unit_id ?? null;
  return about === null || !actor.roles.some((held) => held.unitId === about);
}

/** All that is said to those who lost the case. */
const onlyCode = (facts: NoticeFacts): NoticeFacts => ({
  caseCode: facts.caseCode,
  actor: null,
  actorKind: 'system',
  unit: null,
  level: null,
  due: null,
  text: null,
  share: null,
});

async function write(tx: Tx, event: LoggedEvent, loaded: LoadedCase | null, told: readonly Told[]): Promise<void> {
  const facts = await factsOf(tx, event, loaded);
  // A sealed case is not talked about outside its own page.
  const data = JSON.stringify(loaded?.row.sealed ? { ...facts, text: null } : facts);
  const bare = JSON.stringify(onlyCode(facts));
  const conversationId = Number(event.data.conversationId ?? 0) || null;
  const shown: Told[] = [];
  for (const one of told) {
    const userId = one.actor.userId as number;
    const wishes = await wishesOf(tx.db, userId);
    const { desk, mail } = wishes.of(one.kind);
    if (!desk && mail === 'none') continue;
    const mailDueAt =
      mail === 'none' ? null : mail === 'now' ? tx.now : await nextDigest(tx.db, one.actor, wishes.digestHours, tx.now);
    const added = await tx.db
      .insertInto('notices')
      .values({
        user_id: userId,
        event_id: event.id,
        kind: one.kind,
        // Without the case: whoever lost it may still read that he did.
        case_id: one.codeOnly ? null : event.caseId,
        conversation_id: conversationId,
        data: one.codeOnly ? bare : data,
        on_desk: desk,
        created_at: event.at,
        mail_due_at: mailDueAt,
      })
      .onConflict((c) => c.columns(['user_id', 'event_id']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added && desk) shown.push(one);
  }
  const about = loaded?.row.about_unit_id ?? null;
  // People are told apart by kind only: one live event per kind, not per person.
  for (const [kind, people] of Map.groupBy(shown, (t) => t.kind)) {
    tx.record({
      type: noticeCreated.type,
      actor: SYSTEM,
      data: { kind, caseCode: facts.caseCode, pressing: KINDS[kind].pressing },
      audience: {
        to: people.map((p) => `user:${p.actor.userId}`),
        ...(about === null ? {} : { except: [`any_role_in:${about}`] }),
      },
    });
  }
}
