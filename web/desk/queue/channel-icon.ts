import type { ChannelKind } from '../../../contract/cases.ts';
import type { IconName } from '../../ui/icon-paths.ts';

/** The mark of each way by which a case came. */
export const CHANNEL_ICON: Record<ChannelKind, IconName> = {
  phone: 'phone',
  email: 'mail',
  web: 'globe',
  livechat: 'chat',
  zalo: 'zalo',
  messenger: 'facebook',
  desk: 'desk',
  open311: 'globe',
};
