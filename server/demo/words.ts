/** What people write in a demonstration. Invented. */
import type { Random } from './random.ts';

const OPENINGS = [
  '',
  '',
  '',
  'Alo tổng đài cho hỏi: ',
  'Kính gửi tổng đài 1022. ',
  'Dạ em chào tổng đài. ',
  'Chào anh chị. ',
];
const CLOSINGS = [
  '',
  '',
  '',
  ' Mong sớm được giải quyết.',
  ' Xin cảm ơn tổng đài.',
  ' Nhờ chuyển giùm cơ quan phụ trách.',
  ' Đây là lần thứ hai tôi phản ánh.',
  ' Bà con trong xóm đều gặp như vậy.',
];
const PLACES = [
  'gần chợ',
  'đầu cầu',
  'cạnh trường tiểu học',
  'khu dân cư ấp 3',
  'tuyến đê bao',
  'ngã tư trung tâm',
  'hẻm số 5',
];

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Phan', 'Võ', 'Đặng', 'Bùi', 'Hồ', 'Cao', 'Lâm'];
const GIVEN = [
  'Văn Tám',
  'Thị Mười',
  'Minh Tâm',
  'Thị Lành',
  'Quốc Dũng',
  'Thanh Thảo',
  'Hữu Nghĩa',
  'Ngọc Ánh',
  'Văn Sáu',
];

/** The contact's words with a greeting or a closing, as different people would put it. */
export function vary(random: Random, content: string): string {
  return `${random.pick(OPENINGS)}${content}${random.pick(CLOSINGS)}`;
}

/** A fictional person: an invented name and a number of the range 0900 000 xxx. */
export function inventCitizen(random: Random): { name: string; phone: string } {
  const number = Math.floor(random.between(0, 1_000)).toString().padStart(3, '0');
  return { name: `${random.pick(FAMILY)} ${random.pick(GIVEN)}`, phone: `0900000${number}` };
}

export const inventPlace = (random: Random): string => random.pick(PLACES);

/** Texts of the actions; one is chosen by chance. */
export const TEXTS = {
  answer: [
    'Tổng đài 1022 đã hướng dẫn: ông/bà nộp hồ sơ trực tuyến hoặc tại Trung tâm Phục vụ hành chính công nơi gần nhất, mang theo căn cước và bản gốc để đối chiếu. Thời gian giải quyết được ghi trên phiếu hẹn.',
    'Tổng đài 1022 đã kiểm tra và thông tin: thủ tục này không thu phí đối với cá nhân nộp trực tuyến; kết quả được trả qua tài khoản dịch vụ công và qua bưu chính nếu có đăng ký.',
    'Tổng đài 1022 đã cung cấp số điện thoại và giờ tiếp công dân của cơ quan phụ trách, đồng thời hướng dẫn cách tra cứu tình trạng hồ sơ bằng mã biên nhận.',
    'Tổng đài 1022 xin cảm ơn ông/bà đã thông tin. Nội dung đã được giải thích qua điện thoại theo tài liệu nghiệp vụ hiện hành; ông/bà cần hỗ trợ thêm xin gọi 1022.',
  ],
  guidance: [
    'Nội dung này không thuộc phạm vi tiếp nhận của Tổng đài 1022. Ông/bà vui lòng gửi đơn đến cơ quan có thẩm quyền theo hướng dẫn đã trao đổi; Tổng đài đã cung cấp địa chỉ tiếp công dân.',
    'Trường hợp của ông/bà do cơ quan khác giải quyết theo quy định. Tổng đài đã cung cấp số điện thoại và địa chỉ nơi tiếp nhận.',
  ],
  forward: ['Đề nghị đơn vị kiểm tra, xử lý theo thẩm quyền.', 'Người dân mong được phản hồi sớm.', undefined],
  solution: [
    'Đơn vị đã cử cán bộ kiểm tra thực tế và xử lý xong trong ngày. Khu vực đã được khắc phục, ảnh chụp sau khi xử lý kèm theo. Cảm ơn ông/bà đã phản ánh.',
    'Qua kiểm tra, phản ánh là đúng. Đơn vị đã yêu cầu bộ phận phụ trách khắc phục và sẽ theo dõi để không tái diễn.',
    'Đơn vị đã rà soát hồ sơ: hồ sơ đủ điều kiện, kết quả đã có và được gửi đến ông/bà qua bưu chính. Đơn vị xin lỗi vì đã để ông/bà chờ.',
    'Đơn vị đã ghi nhận, đưa vào kế hoạch duy tu quý này và đã rào chắn, cắm biển cảnh báo tạm thời để bảo đảm an toàn.',
  ],
  return: [
    'Nội dung không thuộc chức năng của đơn vị, đề nghị chuyển cơ quan quản lý tuyến đường.',
    'Địa điểm phản ánh nằm ngoài địa bàn đơn vị quản lý.',
  ],
  reject: [
    'Bổ sung thời hạn hoàn thành và ảnh hiện trường sau khi xử lý.',
    'Nêu rõ căn cứ pháp lý, viết ngắn gọn hơn cho dân dễ hiểu.',
  ],
  question: [
    'Ông/bà vui lòng cho biết địa chỉ cụ thể và thời điểm xảy ra sự việc.',
    'Ông/bà vui lòng gửi ảnh hoặc mã hồ sơ để đơn vị kiểm tra.',
  ],
  consult: ['Đề nghị đơn vị cho ý kiến về phạm vi quản lý và phương án phối hợp xử lý.'],
  opinion: ['Đơn vị thống nhất phối hợp, cử cán bộ cùng kiểm tra hiện trường trong tuần này.'],
  extension: ['Cần thêm thời gian chờ vật tư và đơn vị thi công.', 'Phải xác minh tại nhiều hộ dân, đề nghị gia hạn.'],
  refuse: ['Việc đã kéo dài, đề nghị xử lý đúng hạn.'],
  escalate: [
    'Vượt thẩm quyền của đơn vị, đề nghị lãnh đạo cho ý kiến.',
    'Liên quan nhiều ngành, cần lãnh đạo chủ trì.',
  ],
  directive: [
    'Giao đơn vị chủ trì xử lý dứt điểm, báo cáo kết quả đúng hạn.',
    'Kiểm tra ngay, trả lời người dân, không để kéo dài.',
  ],
  leaderAnswer: [
    'Lãnh đạo đã trực tiếp xem xét, chỉ đạo các đơn vị liên quan khắc phục. Kết quả đã được kiểm tra tại hiện trường.',
  ],
  reopen: [
    'Người dân gọi lại cho biết sự việc chưa được khắc phục xong.',
    'Người dân không đồng ý với kết quả, đề nghị xem lại.',
  ],
  dissatisfied: ['Trả lời chung chung', 'Xử lý chậm', 'Sự việc vẫn còn'],
} as const;
