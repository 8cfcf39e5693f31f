import type { PhoneSettings } from './settings.ts';

/**
 * Who may reach us over SIP: the provider's trunk and, where allowed, anybody. Agents are not in the file: each gets an
 * account over ARI when he signs in, with a password that lives as long as his session.
 */
export function pjsip(settings: PhoneSettings): string {
  const { bind, sipPort, trunk, allowAnonymous } = settings;
  const parts = [
    `[global]
type = global
user_agent = hotline-1022
endpoint_identifier_order = username,ip,anonymous
max_initial_qualify_time = 1
[system]
type = system
threadpool_initial_size = 8
threadpool_max_size = 50
[t-udp]
type = transport
protocol = udp
bind = ${bind}:${sipPort}
[t-tcp]
type = transport
protocol = tcp
bind = ${bind}:${sipPort}
[t-ws]
type = transport
protocol = ws
bind = ${bind}
[citizen](!)
type = endpoint
context = from-pstn
disallow = all
allow = alaw,ulaw,g722
direct_media = no
rtp_symmetric = yes
force_rport = yes
rewrite_contact = yes
language = vi
${bind.startsWith('127.') ? `media_address = ${bind}\nbind_rtp_to_media_address = yes\n` : ''}`,
  ];
  if (trunk) parts.push(trunkOf(trunk));
  if (allowAnonymous) parts.push('[anonymous](citizen)\ndtmf_mode = auto\n');
  return parts.join('');
}

function trunkOf(trunk: NonNullable<PhoneSettings['trunk']>): string {
  const account = trunk.user
    ? `outbound_auth = trunk-auth
from_user = ${trunk.user}
[trunk-auth]
type = auth
auth_type = digest
username = ${trunk.user}
password = ${trunk.password ?? ''}
[trunk-registration]
type = registration
transport = t-udp
outbound_auth = trunk-auth
server_uri = sip:${trunk.host}
client_uri = sip:${trunk.user}@${trunk.host}
retry_interval = 30
`
    : '';
  return `[trunk]
type = aor
contact = sip:${trunk.host}
qualify_frequency = 30
[trunk]
type = identify
endpoint = trunk
match = ${trunk.host.replace(/:\d+$/, '')}
[trunk](citizen)
transport = t-udp
aors = trunk
dtmf_mode = rfc4733
trust_id_inbound = yes
${account}`;
}
