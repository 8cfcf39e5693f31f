/** What citizens read: short, polite, honest, without internal routing. One place, so that wording can be reviewed. */

export interface TextContext {
  province: string;
  code: string;
  lookupUrl: string | null;
}

const closing = (c: TextContext) => `\n\nTrân trọng,\nTổng đài 1022 tỉnh ${c.province}`;

/** Acknowledgement with the code and the look-up secret. */
export function acknowledgementText(c: TextContext, secret: string, title: string, due: string | null): string {
  const lines = [
    'Kính gửi Quý ông/bà,',
    '',
    `Tổng đài 1022 tỉnh ${c.province} đã nhận được phản ánh của Quý ông/bà: “${title}”.`,
    '',
    `Mã phiếu: ${c.code}`,
    `Mã tra cứu: ${secret}`,
  ];
  if (due) lines.push(`Thời hạn trả lời dự kiến: ${due}`);
  if (c.lookupUrl) lines.push('', `Tra cứu kết quả tại: ${c.lookupUrl}`);
  lines.push('', 'Quý ông/bà có thể trả lời thư này để bổ sung thông tin hoặc hình ảnh.');
  return lines.join('\n') + closing(c);
}

export function infoRequestText(c: TextContext, question: string, until: string): string {
  return `Kính gửi Quý ông/bà,\n\nĐể giải quyết phiếu ${c.code}, cơ quan chức năng cần Quý ông/bà bổ sung thông tin:\n\n${question}\n\nXin trả lời thư này trước ${until}.${closing(c)}`;
}

/** The answer that somebody signed for: which agency answers, and whose words these are. */
export function answerText(c: TextContext, answer: string, agency: string | null): string {
  const by = agency ? `${agency} trả lời như sau` : 'Tổng đài 1022 trả lời như sau';
  return `Kính gửi Quý ông/bà,\n\nVề phiếu ${c.code}, ${by}:\n\n${answer}\n\nNếu chưa đồng ý với nội dung trả lời, Quý ông/bà có thể đề nghị xem xét lại khi tra cứu phiếu.${closing(c)}`;
}

export function declineText(c: TextContext, guidance: string): string {
  return `Kính gửi Quý ông/bà,\n\nNội dung Quý ông/bà gửi (phiếu ${c.code}) không thuộc phạm vi giải quyết của Tổng đài 1022.\n\nHướng dẫn: ${guidance}${closing(c)}`;
}
