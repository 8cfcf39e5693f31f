/** Everyday procedures in general words; fees and forms that change often are left to the official portal. */
export interface SampleArticle {
  code: string;
  title: string;
  category: string;
  keywords: string[];
  body: string;
}

const PORTAL = 'Nộp trực tuyến tại Cổng Dịch vụ công quốc gia (đăng nhập bằng VNeID), hoặc trực tiếp';

export const SAMPLE_ARTICLES: readonly SampleArticle[] = [
  {
    code: 'cap-the-can-cuoc',
    title: 'Cấp, đổi, cấp lại thẻ căn cước',
    category: 'can-cuoc',
    keywords: ['căn cước', 'căn cước công dân', 'CCCD', 'thẻ căn cước', 'mất căn cước', 'làm căn cước'],
    body: `## Ai phải làm
- Công dân từ đủ 14 tuổi phải làm thẻ căn cước; dưới 14 tuổi làm theo nhu cầu.
- Đổi thẻ khi đủ 14, 25, 40 và 60 tuổi. Thẻ làm trong 2 năm trước các mốc này dùng được đến mốc sau.
- Thẻ căn cước công dân còn hạn vẫn dùng được.

## Nơi làm
Cơ quan công an làm thủ tục căn cước nơi đang cư trú; có thể đặt lịch trước trên VNeID hoặc Cổng Dịch vụ công.

## Cần mang theo
- Không cần mang giấy tờ nếu thông tin trong Cơ sở dữ liệu quốc gia về dân cư đã đúng.
- Trẻ dưới 14 tuổi: cha, mẹ hoặc người giám hộ thực hiện thay.

## Thời hạn
Không quá 7 ngày làm việc kể từ ngày nhận đủ hồ sơ.

## Mất thẻ
Khai báo trên VNeID hoặc đến cơ quan công an để được cấp lại.`,
  },
  {
    code: 'dang-ky-khai-sinh',
    title: 'Đăng ký khai sinh cho trẻ',
    category: 'khai-sinh',
    keywords: ['khai sinh', 'giấy khai sinh', 'làm khai sinh', 'đăng ký khai sinh', 'trích lục khai sinh'],
    body: `## Thời hạn
Cha, mẹ đăng ký trong vòng 60 ngày kể từ ngày sinh. Quá hạn vẫn đăng ký được.

## Nơi làm
UBND cấp xã nơi cư trú của cha hoặc mẹ. ${PORTAL} tại Trung tâm Phục vụ hành chính công cấp xã.

## Hồ sơ
1. Tờ khai đăng ký khai sinh.
2. Giấy chứng sinh; không có thì văn bản của người làm chứng hoặc giấy cam đoan.
3. Giấy tờ tùy thân của người đi đăng ký (xuất trình).

## Làm chung ba việc
Đăng ký khai sinh, đăng ký thường trú và cấp thẻ bảo hiểm y tế cho trẻ dưới 6 tuổi có thể nộp một lần qua thủ tục liên thông điện tử.

## Lệ phí
Miễn lệ phí khi đăng ký đúng hạn.`,
  },
  {
    code: 'dang-ky-thuong-tru-tam-tru',
    title: 'Đăng ký thường trú, tạm trú',
    category: 'cu-tru',
    keywords: ['thường trú', 'tạm trú', 'đăng ký tạm trú', 'nhập khẩu', 'chuyển khẩu', 'hộ khẩu', 'cư trú'],
    body: `## Tạm trú
Người đến ở ngoài nơi thường trú từ 30 ngày trở lên phải đăng ký tạm trú. Thời hạn tạm trú tối đa 2 năm, được gia hạn.

## Thường trú
Đăng ký tại nơi ở hợp pháp: nhà thuộc sở hữu của mình, nhà thuê hoặc ở nhờ được chủ nhà đồng ý.

## Nơi làm
Công an cấp xã nơi ở. Nộp qua VNeID, Cổng Dịch vụ công hoặc trực tiếp.

## Thời hạn
- Tạm trú: trong 3 ngày làm việc.
- Thường trú: trong 7 ngày làm việc.

## Lưu ý
Sổ hộ khẩu giấy không còn giá trị. Xác nhận thông tin cư trú lấy trên VNeID hoặc tại công an cấp xã.`,
  },
  {
    code: 'cap-giay-chung-nhan-quyen-su-dung-dat',
    title: 'Cấp giấy chứng nhận quyền sử dụng đất lần đầu',
    category: 'cap-giay-chung-nhan',
    keywords: ['sổ đỏ', 'sổ hồng', 'giấy chứng nhận', 'quyền sử dụng đất', 'cấp sổ', 'làm sổ đất'],
    body: `## Hồ sơ chính
1. Đơn đăng ký, cấp giấy chứng nhận theo mẫu.
2. Giấy tờ về nguồn gốc sử dụng đất, tài sản gắn liền với đất (nếu có).
3. Chứng từ nghĩa vụ tài chính, giấy tờ miễn giảm (nếu có).

## Nơi nộp
${PORTAL} tại Trung tâm Phục vụ hành chính công cấp xã nơi có đất.

## Thời hạn
Theo quyết định của tỉnh về trình tự, thời gian thủ tục đất đai. Không tính thời gian người dân thực hiện nghĩa vụ tài chính và thời gian niêm yết công khai.

## Theo dõi hồ sơ
Dùng mã hồ sơ trên giấy tiếp nhận để tra cứu tại Cổng Dịch vụ công.

## Lưu ý
Giấy chứng nhận cấp trước khi sắp xếp địa giới vẫn có giá trị; không bắt buộc đổi.`,
  },
  {
    code: 'chuyen-nhuong-tang-cho-dat',
    title: 'Chuyển nhượng, tặng cho, thừa kế quyền sử dụng đất',
    category: 'bien-dong-dat-dai',
    keywords: ['sang tên', 'chuyển nhượng đất', 'mua bán đất', 'tặng cho đất', 'thừa kế đất', 'tách thửa'],
    body: `## Các bước
1. Công chứng hoặc chứng thực hợp đồng, văn bản thừa kế.
2. Nộp hồ sơ đăng ký biến động trong 30 ngày kể từ ngày hợp đồng có hiệu lực.
3. Nhận thông báo và nộp thuế thu nhập cá nhân, lệ phí trước bạ (nếu có).
4. Nhận giấy chứng nhận đã chỉnh lý hoặc cấp mới.

## Nơi nộp
Trung tâm Phục vụ hành chính công cấp xã hoặc Chi nhánh Văn phòng đăng ký đất đai.

## Tách thửa
Diện tích tối thiểu và điều kiện theo quyết định của UBND tỉnh; hỏi Chi nhánh Văn phòng đăng ký đất đai trước khi đặt cọc.

## Được miễn thuế
Tặng cho, thừa kế giữa vợ chồng, cha mẹ và con, ông bà và cháu, anh chị em ruột thuộc diện miễn thuế thu nhập cá nhân và lệ phí trước bạ theo quy định.`,
  },
  {
    code: 'bao-hiem-y-te-kham-chua-benh',
    title: 'Sử dụng bảo hiểm y tế khi khám, chữa bệnh',
    category: 'the-bhyt',
    keywords: ['bảo hiểm y tế', 'BHYT', 'thẻ bảo hiểm', 'mua bảo hiểm y tế', 'chuyển tuyến', 'hộ gia đình'],
    body: `## Khi đi khám
Xuất trình thẻ căn cước hoặc thẻ bảo hiểm y tế trên VNeID, VssID. Trẻ dưới 6 tuổi chưa có thẻ: giấy khai sinh hoặc giấy chứng sinh.

## Khám ở đâu
- Trạm y tế, cơ sở khám chữa bệnh cấp ban đầu: hưởng đúng mức, không phân biệt nơi đăng ký ban đầu.
- Cơ sở cấp cao hơn: cần phiếu chuyển cơ sở khám chữa bệnh, trừ cấp cứu và một số bệnh theo quy định.

## Mua bảo hiểm y tế hộ gia đình
Đăng ký tại tổ chức dịch vụ thu, cơ quan bảo hiểm xã hội, hoặc trên Cổng Dịch vụ công. Người thứ hai trong hộ trở đi được giảm mức đóng.

## Tổng đài
Bảo hiểm xã hội Việt Nam: 1900 9068.`,
  },
  {
    code: 'cap-ho-chieu-pho-thong',
    title: 'Cấp hộ chiếu phổ thông trong nước',
    category: 'ho-chieu',
    keywords: ['hộ chiếu', 'passport', 'làm hộ chiếu', 'xuất nhập cảnh', 'hộ chiếu trẻ em', 'mất hộ chiếu'],
    body: `## Nơi làm
Phòng Quản lý xuất nhập cảnh Công an tỉnh, hoặc nộp trực tuyến trên Cổng Dịch vụ công.

## Hồ sơ
1. Tờ khai (điền trực tuyến).
2. Ảnh chân dung nền trắng.
3. Hộ chiếu cũ còn giá trị (nếu có); nếu mất phải khai báo.
4. Trẻ dưới 14 tuổi: giấy khai sinh, cha mẹ hoặc người giám hộ ký tờ khai.

## Thời hạn
Thường 8 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ.

## Giá trị
Từ đủ 14 tuổi: 10 năm, không gia hạn. Dưới 14 tuổi: 5 năm.`,
  },
  {
    code: 'dang-ky-ho-kinh-doanh',
    title: 'Đăng ký hộ kinh doanh',
    category: 'ho-kinh-doanh',
    keywords: ['hộ kinh doanh', 'đăng ký kinh doanh', 'giấy phép kinh doanh', 'mở quán', 'mở tiệm', 'buôn bán'],
    body: `## Ai đăng ký
Cá nhân hoặc các thành viên hộ gia đình là công dân Việt Nam từ đủ 18 tuổi. Người bán hàng rong, quà vặt, thu nhập thấp không phải đăng ký, trừ ngành nghề có điều kiện.

## Nơi làm
Cơ quan đăng ký kinh doanh cấp xã nơi đặt trụ sở, hoặc trực tuyến trên Cổng Dịch vụ công.

## Hồ sơ
1. Giấy đề nghị đăng ký hộ kinh doanh.
2. Bản sao biên bản họp và văn bản ủy quyền khi các thành viên hộ gia đình cùng đăng ký.

## Thời hạn
3 ngày làm việc kể từ khi nhận hồ sơ hợp lệ. Mã số hộ kinh doanh đồng thời là mã số thuế.`,
  },
  {
    code: 'dang-ky-ket-hon',
    title: 'Đăng ký kết hôn và xác nhận tình trạng hôn nhân',
    category: 'ket-hon',
    keywords: ['kết hôn', 'đăng ký kết hôn', 'giấy kết hôn', 'độc thân', 'tình trạng hôn nhân'],
    body: `## Điều kiện
Nam từ đủ 20 tuổi, nữ từ đủ 18 tuổi; tự nguyện; không thuộc trường hợp cấm kết hôn.

## Nơi làm
UBND cấp xã nơi cư trú của một trong hai bên. Hai bên cùng có mặt khi ký giấy chứng nhận.

## Hồ sơ
1. Tờ khai đăng ký kết hôn (hai bên khai chung).
2. Giấy xác nhận tình trạng hôn nhân nếu cơ quan không tra cứu được trong cơ sở dữ liệu.
3. Giấy tờ tùy thân (xuất trình).

## Thời hạn
Trong ngày nếu đủ điều kiện; cần xác minh thì không quá 5 ngày làm việc.

## Kết hôn có yếu tố nước ngoài
Hỏi UBND cấp xã nơi cư trú của công dân Việt Nam để được hướng dẫn hồ sơ.`,
  },
  {
    code: 'cap-doi-giay-phep-lai-xe',
    title: 'Đổi, cấp lại giấy phép lái xe',
    category: 'giay-phep-lai-xe',
    keywords: ['giấy phép lái xe', 'bằng lái', 'bằng lái xe', 'đổi bằng', 'GPLX', 'mất bằng lái'],
    body: `## Nơi làm
Phòng Cảnh sát giao thông Công an tỉnh và các điểm tiếp nhận được ủy quyền, hoặc nộp trực tuyến trên Cổng Dịch vụ công.

## Hồ sơ đổi
1. Đơn đề nghị theo mẫu.
2. Giấy khám sức khỏe còn hạn (trừ một số hạng không thời hạn).
3. Bản sao giấy phép lái xe, giấy tờ tùy thân nếu chưa đồng bộ dữ liệu.

## Thời hạn
5 ngày làm việc kể từ khi nhận đủ hồ sơ hợp lệ.

## Quá hạn
Giấy phép quá hạn dưới 1 năm phải sát hạch lại lý thuyết; từ 1 năm trở lên sát hạch lại lý thuyết và thực hành.`,
  },
  {
    code: 'tro-cap-xa-hoi-hang-thang',
    title: 'Trợ cấp xã hội hằng tháng',
    category: 'tro-cap-bao-tro',
    keywords: [
      'trợ cấp xã hội',
      'người cao tuổi',
      'khuyết tật',
      'trợ cấp người già',
      'bảo trợ xã hội',
      'trợ cấp hưu trí',
    ],
    body: `## Ai được hưởng
- Người khuyết tật nặng, đặc biệt nặng.
- Trẻ em không có nguồn nuôi dưỡng; người đơn thân nghèo đang nuôi con.
- Người cao tuổi thuộc hộ nghèo, không có người phụng dưỡng.
- Người từ đủ 75 tuổi không có lương hưu hưởng trợ cấp hưu trí xã hội; từ đủ 70 đến dưới 75 tuổi thuộc hộ nghèo, cận nghèo cũng được hưởng.

## Nơi nộp
UBND cấp xã nơi cư trú, hoặc Cổng Dịch vụ công.

## Hồ sơ
Tờ khai theo mẫu của từng đối tượng; cán bộ xã hướng dẫn và đối chiếu dữ liệu.

## Chi trả
Qua tài khoản ngân hàng hoặc trực tiếp tại điểm chi trả.`,
  },
  {
    code: 'chung-thuc-ban-sao-chu-ky',
    title: 'Chứng thực bản sao, chữ ký',
    category: 'chung-thuc',
    keywords: ['chứng thực', 'sao y', 'công chứng', 'bản sao', 'chứng thực chữ ký', 'giấy ủy quyền'],
    body: `## Nơi làm
UBND cấp xã bất kỳ hoặc tổ chức hành nghề công chứng, không phụ thuộc nơi cư trú. Bản sao điện tử chứng thực: nộp trên Cổng Dịch vụ công.

## Cần mang theo
- Bản chính để đối chiếu; cơ quan chứng thực không được yêu cầu bản sao khi không cần.
- Chứng thực chữ ký: giấy tờ tùy thân, ký trước mặt người chứng thực.

## Thời hạn
Trong ngày; nhận sau 15 giờ có thể trả vào ngày làm việc tiếp theo.

## Lưu ý
Bản sao được chứng thực không ghi thời hạn; nơi nhận không được tự đặt ra thời hạn nếu luật không quy định.`,
  },
  {
    code: 'tra-cuu-ho-so-hanh-chinh',
    title: 'Tra cứu hồ sơ hành chính và phản ánh hồ sơ trễ hạn',
    category: 'tra-cuu-ho-so',
    keywords: ['tra cứu hồ sơ', 'hồ sơ trễ hạn', 'mã hồ sơ', 'theo dõi hồ sơ', 'trễ hẹn'],
    body: `## Cách tra cứu
1. Lấy mã hồ sơ trên giấy tiếp nhận và hẹn trả kết quả.
2. Mở Cổng Dịch vụ công quốc gia, chọn Tra cứu hồ sơ, nhập mã.
3. Đăng nhập VNeID để xem hồ sơ của mình.

## Hồ sơ trễ hạn
Cơ quan giải quyết phải có văn bản xin lỗi và hẹn lại ngày trả. Không nhận được thư xin lỗi, người dân có thể phản ánh qua Tổng đài 1022: cho biết mã hồ sơ, nơi nộp, ngày hẹn trả.

## Phản ánh về quy định hành chính
Gửi qua Tổng đài 1022 hoặc Hệ thống tiếp nhận phản ánh, kiến nghị trên Cổng Dịch vụ công quốc gia.`,
  },
];
