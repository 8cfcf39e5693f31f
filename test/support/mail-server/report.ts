/** The report that a mail server sends to the envelope sender when a recipient does not exist (RFC 3464). */
export function nonDeliveryReport(original: Buffer, recipient: string, sender: string): Buffer {
  const head = original.toString('latin1').split(/\r?\n\r?\n/)[0] ?? '';
  return Buffer.from(
    [
      'From: Mail Delivery System <MAILER-DAEMON@mx.test>',
      `To: ${sender}`,
      'Subject: Undelivered Mail Returned to Sender',
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: <report.${process.hrtime.bigint()}@mx.test>`,
      'Auto-Submitted: auto-replied',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="report"',
      '',
      '--report',
      'Content-Type: text/plain',
      '',
      `<${recipient}>: no such mailbox`,
      '--report',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.test',
      '',
      `Final-Recipient: rfc822; ${recipient}`,
      'Action: failed',
      'Status: 5.1.1',
      'Diagnostic-Code: smtp; 550 5.1.1 no such mailbox',
      '',
      '--report',
      'Content-Type: text/rfc822-headers',
      '',
      head,
      '',
      '--report--',
      '',
    ].join('\r\n'),
    'latin1',
  );
}
