import type { HealthState } from '../../../contract/channel-accounts.ts';
import type { Tone } from '../../ui/due-state.ts';
import type { IconName } from '../../ui/icons.tsx';

export const HEALTH: Record<HealthState, readonly [Tone, IconName]> = {
  good: ['green', 'check'],
  watch: ['amber', 'eye'],
  bad: ['red', 'alert'],
  off: ['slate', 'pause'],
};

export const CHANNEL_ICONS: Record<string, IconName> = {
  email: 'mail',
  zalo: 'zalo',
  messenger: 'facebook',
  livechat: 'chat',
  phone: 'phone',
};
