/** The modules that the hotline uses; everything else stays unloaded. */
export const MODULES: readonly string[] = [
  // platform
  'res_timing_timerfd res_crypto res_sorcery_config res_sorcery_memory res_sorcery_astdb res_sorcery_realtime',
  'res_http_websocket res_websocket_client res_pjproject',
  // SIP
  'res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_sdp_rtp res_pjsip_transport_websocket res_pjsip_registrar',
  'res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest res_pjsip_endpoint_identifier_ip',
  'res_pjsip_endpoint_identifier_user res_pjsip_endpoint_identifier_anonymous res_pjsip_nat res_pjsip_path',
  'res_pjsip_caller_id res_pjsip_dtmf_info res_pjsip_rfc3326 res_pjsip_dlg_options res_pjsip_empty_info',
  'res_pjsip_refer res_pjsip_outbound_registration res_pjsip_acl res_pjsip_header_funcs res_pjsip_diversion',
  'res_pjsip_messaging res_pjsip_sips_contact res_pjsip_logger',
  // media
  'res_rtp_multicast chan_pjsip chan_rtp chan_bridge_media res_rtp_asterisk res_srtp res_format_attr_opus',
  'res_format_attr_vp8 res_format_attr_h264 codec_ulaw codec_alaw codec_a_mu codec_g722 codec_gsm codec_resample',
  'codec_opus_open_source format_wav format_wav_gsm format_gsm format_pcm format_sln format_ogg_opus_open_source',
  'bridge_simple bridge_softmix bridge_holding bridge_native_rtp bridge_builtin_features bridge_builtin_interval_features',
  // ARI
  'res_stasis res_stasis_answer res_stasis_device_state res_stasis_playback res_stasis_recording res_stasis_snoop app_stasis',
  'res_ari_model res_ari res_ari_applications res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states',
  'res_ari_endpoints res_ari_events res_ari_playbacks res_ari_recordings res_ari_sounds',
  // dialplan
  'res_musiconhold func_callerid func_channel func_strings func_logic func_timeout func_hangupcause func_pjsip_endpoint',
  'func_pjsip_contact func_pjsip_aor func_groupcount app_playback app_dial app_echo app_read app_record app_verbose',
  'app_senddtmf app_queue pbx_config res_clialiases res_security_log res_mutestream',
].flatMap((line) => line.split(' '));
