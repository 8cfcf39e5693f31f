import type { CaseRow } from '../../../contract/cases.ts';
import type { SessionView } from '../../../contract/session.ts';
import type { Dictionary } from '../../i18n/core.ts';
import { holds } from '../rights.ts';

/** “Chờ Sở Xây dựng”: whose turn it is, in words for everybody else. */
export function turnWords(row: CaseRow, t: Dictionary): string {
  switch (row.turn) {
    case 'nobody':
      return t.list.ended;
    case 'officer':
      return t.list.waitingFor(row.assignee?.name ?? row.leadUnit?.name ?? t.turn.officer);
    case 'unit_leader':
      return row.leadUnit
        ? t.list.waitingLeader(row.leadUnit.name)
        : t.list.waitingFor(t.turn.unit_leader.toLowerCase());
    case 'centre':
    case 'province_leader':
    case 'citizen':
      return t.list.waitingFor(t.turn[row.turn].toLowerCase());
  }
}

/** True when this person is the one to act now, by post or as deputy. */
export function isMyTurn(row: CaseRow, session: SessionView): boolean {
  const inUnit = (role: 'officer' | 'unit_leader') =>
    session.roles.some((r) => r.role === role && r.unit.code === row.leadUnit?.code);
  switch (row.turn) {
    case 'centre':
      return holds(session, 'agent', 'supervisor');
    case 'officer':
      return row.assignee ? row.assignee.code === session.user.username : inUnit('officer');
    case 'unit_leader':
      return inUnit('unit_leader') || session.deputyFor.some((d) => d.unit.code === row.leadUnit?.code);
    case 'province_leader':
      return holds(session, 'province_leader');
    case 'citizen':
    case 'nobody':
      return false;
  }
}
