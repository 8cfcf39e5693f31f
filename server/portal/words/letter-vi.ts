import type { PublicStatus } from '../../../contract/public.ts';

/** The words of the status page, which reads like a letter. */
export const letterVi = {
  status: {
    received: 'Đã tiếp nhận',
    in_progress: 'Đang giải quyết',
    waiting_for_you: 'Chờ bạn bổ sung thông tin',
    answer_coming: 'Đã có kết quả, sắp gửi trả lời',
    answered: 'Đã trả lời',
    declined: 'Ngoài phạm vi, đã hướng dẫn',
    merged: 'Giải quyết chung với phản ánh khác',
  } satisfies Record<PublicStatus, string>,
  title: 'Phản ánh của bạn',
  code: 'Mã phiếu',
  dear: 'Kính gửi Quý ông/bà,',
  opening: (at: string) => `Lúc ${at}, Tổng đài 1022 đã nhận phản ánh sau đây của Quý ông/bà.`,
  reopened: 'Theo đề nghị của Quý ông/bà, phản ánh đang được xem xét lại.',
  state: {
    received: 'Phản ánh đã được ghi nhận và đang được Tổng đài xem xét.',
    in_progress: 'Phản ánh đang được cơ quan có trách nhiệm giải quyết.',
    waiting_for_you: 'Để giải quyết tiếp, chúng tôi cần Quý ông/bà cho biết thêm:',
    answer_coming: 'Việc giải quyết đã xong, câu trả lời đã được ký và sắp gửi đến Quý ông/bà.',
    answered: '',
    declined: 'Nội dung này không thuộc phạm vi giải quyết của Tổng đài 1022. Chúng tôi xin hướng dẫn như sau:',
    merged: 'Nhiều người đã phản ánh cùng sự việc này, nên các phản ánh được giải quyết chung và trả lời cùng lúc.',
  } satisfies Record<PublicStatus, string>,
  due: (at: string) => `Quý ông/bà sẽ nhận được trả lời chậm nhất ${at}.`,
  extended: (first: string, now: string) =>
    `Hạn trả lời ban đầu là ${first}. Việc này cần thêm thời gian nên hạn đã được lùi đến ${now}. Mong Quý ông/bà thông cảm.`,
  overdue: (at: string) =>
    `Hạn trả lời là ${at} và đã qua. Chúng tôi xin lỗi Quý ông/bà vì sự chậm trễ; việc này đang được đôn đốc.`,
  until: (at: string) =>
    `Xin trả lời trước ${at}, ở ngay dưới đây hoặc bằng cách trả lời thư của Tổng đài. Trong lúc chờ, thời hạn giải quyết tạm dừng.`,
  untilByPhone: (at: string) =>
    `Xin gọi 1022 và đọc mã phiếu để trả lời trước ${at}. Trong lúc chờ, thời hạn giải quyết tạm dừng.`,
  reply: 'Trả lời của bạn',
  replySend: 'Gửi trả lời',
  replyThanks: 'Đã nhận trả lời của bạn. Việc giải quyết tiếp tục.',
  answerBy: (agency: string | null, at: string) =>
    agency ? `${agency} trả lời, ngày ${at}:` : `Tổng đài 1022 trả lời, ngày ${at}:`,
  late: 'Câu trả lời này đã muộn so với hạn. Chúng tôi xin lỗi Quý ông/bà.',
  regards: 'Trân trọng,',
  photos: (n: number) => `Kèm ${n} tệp bạn đã gửi.`,
  place: 'Nơi xảy ra',
  rate: 'Bạn có hài lòng với kết quả không?',
  yes: 'Hài lòng',
  no: 'Không hài lòng',
  rateReason: 'Điều gì khiến bạn hài lòng hoặc chưa hài lòng?',
  rateSend: 'Gửi đánh giá',
  rated: (satisfied: boolean): string =>
    satisfied ? 'Bạn đã đánh giá: hài lòng.' : 'Bạn đã đánh giá: không hài lòng.',
  rateThanks: 'Cảm ơn bạn đã đánh giá.',
  reopen: 'Đề nghị xem xét lại',
  reopenHint: (until: string) => `Nếu việc chưa xong hoặc trả lời chưa đúng. Có thể đề nghị đến ${until}.`,
  reopenReason: 'Điều gì chưa được giải quyết?',
  reopenSend: 'Gửi đề nghị',
  reopenThanks: 'Đã nhận đề nghị. Phản ánh được xem xét lại từ đầu với hạn trả lời mới.',
  reopenOver: (at: string) => `Thời hạn đề nghị xem xét lại đã hết lúc ${at}. Nếu việc còn đó, xin gửi phản ánh mới.`,
  leave: 'Đóng phiếu này',
  print: 'In thư này',
  chooseRating: 'Xin chọn hài lòng hoặc không hài lòng.',
};
export type LetterWords = typeof letterVi;
