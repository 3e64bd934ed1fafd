import type { Lexicon } from './lexicon.ts'

export const vi: Lexicon = {
  summarize:
    'nói gì|tóm lại|nội dung gì|tóm tắt|tóm lược|tóm gọn|ý chính|ý chủ đạo|điểm chính|nội dung chính|những điểm quan trọng|trong một câu|trong hai câu|trong ba câu|bằng một câu|vài câu|cô đọng|nói ngắn gọn|nói về điều gì|nói về cái gì|rút gọn thành|điểm nổi bật|tổng kết',
  classify:
    'gấp hay|khẩn cấp hay|phân loại|xếp loại|thuộc loại|thuộc nhóm|thuộc danh mục|danh mục nào|tích cực hay|tích cực, tiêu cực|tiêu cực|cảm xúc|có phải spam|spam hay|là spam|bộ phận nào|phòng ban nào|phòng nào|loại gì|loại nào|mức độ khẩn|mức độ ưu tiên|độ ưu tiên|gắn nhãn|dán nhãn|nhãn |khiếu nại hay|là khiếu nại|chỉ trả lời|trả lời bằng một từ|có hay không|có hoặc không|ý định|một trong các|giọng điệu|đánh giá này là',
  extract:
    'cho biết tên|ghi lại|lấy tên|lấy các|lấy số|chỉ ra|có những|nêu các|trích xuất|trích ra|rút ra tên|lấy ra|liệt kê tất cả|liệt kê các|liệt kê mọi|tìm tất cả|tìm các|tất cả tên|tất cả các tên|tất cả ngày|tất cả các ngày|được nhắc|được đề cập|nhắc đến|số điện thoại|mã đơn hàng|số hóa đơn|từ văn bản|trong văn bản|từ đoạn|trong đoạn|từ email|thực thể|ra các|lọc ra|xác định tên|nêu tên',
  format:
    'xếp theo|sắp theo|làm bảng|làm danh sách|kẻ bảng|tách bằng|định dạng|chuyển danh sách|chuyển thành bảng|thành bảng|dạng bảng|lập bảng|kẻ bảng|sang json|thành json|dạng json|json|csv|yaml|markdown|theo thứ tự|bảng chữ cái|sắp xếp|viết hoa|chữ hoa|chữ thường|iso 8601|gạch đầu dòng|đánh số|danh sách có thứ tự|mỗi dòng|xuống dòng|thụt lề|sang html|xml|cách nhau bằng dấu phẩy|chuẩn hóa|trình bày lại',
  translate:
    'dịch |dịch:|dịch câu|bản dịch|phiên dịch|sang tiếng|ra tiếng|tiếng anh là gì|tiếng pháp là gì|nói thế nào bằng tiếng|nói bằng tiếng|nói sao|trong tiếng anh|bằng tiếng anh',
  rewrite:
    'mềm mỏng|viết cho mềm|nhẹ nhàng|cho trang trọng|cho lịch sự|trang trọng|lịch sự|chau chuốt|câu này cho|gọn hơn|bỏ lỗi|viết lại|diễn đạt lại|sửa lỗi|sửa lại|sửa câu|sửa chính tả|chính tả|ngữ pháp|chỉnh sửa|chỉnh lại|hiệu đính|biên tập|lịch sự hơn|trang trọng hơn|chuyên nghiệp hơn|thân thiện hơn|ngắn gọn hơn|ngắn hơn|rõ ràng hơn|dễ hiểu hơn|đơn giản hơn|mượt|trau chuốt|cải thiện|bằng cách khác|cách khác|từ ngữ khác|nhẹ nhàng hơn|lỗi trong câu|hay hơn|tự nhiên hơn|rút gọn câu|rút ngắn',
  qa: '~là gì|~là ai|~ai là|~ai đã|~ai |~khi nào|~ở đâu|~nào|~tại sao|~vì sao|~như thế nào|~hoạt động|~thủ đô|~nghĩa là|~có nghĩa|~định nghĩa|~khác nhau|~sự khác biệt|theo đoạn|theo văn bản|dựa vào|dựa trên|~bao lâu|~năm nào|~có đúng|~giải thích|~cho tôi biết|~cho biết|trả lời câu hỏi|~bao xa|~cao bao nhiêu|~dùng để làm gì',
  chat: 'chào bạn|xin chào|chào buổi|chào |hello|hi_|alo|bạn khỏe không|bạn thế nào|khỏe không|dạo này|có gì mới|cảm ơn|cám ơn|tạm biệt|hẹn gặp|chúc ngủ ngon|mệt quá|tôi mệt|mình mệt|buồn quá|tôi buồn|mình buồn|vui quá|chán quá|đang chán|kể chuyện cười|truyện cười|chuyện cười|cảm thấy|bạn là ai|bạn tên gì|bạn là robot|chúc mừng|chúc may mắn|chúc mình|sinh nhật|ngày của tôi|nói chuyện|tâm sự|trò chuyện|đoán xem|cô đơn|haha|hihi',
  code: 'mã nguồn|đoạn mã|đoạn code|code|lập trình|chương trình|viết hàm|hàm python|một hàm|python|javascript|typescript|java_|sql|truy vấn|câu lệnh|regex|biểu thức chính quy|script|bash|gỡ lỗi|debug|bug|báo lỗi|bị lỗi|ngoại lệ|traceback|biên dịch|tái cấu trúc|refactor|unit test|kiểm thử|thuật toán|api_|endpoint|docker|git_|react|css|triển khai hàm|cài đặt thuật toán|đệ quy|c++|c#|php|cơ sở dữ liệu|in ra gì|lớp |vòng lặp',
  math: 'giải phương trình|phương trình|tích phân|đạo hàm|tính |tính:|xác suất|phần trăm|căn bậc|số nguyên tố nào|đa thức|ma trận|định thức|tam giác|hình tròn|hình vuông|hình chữ nhật|bán kính|chu vi|diện tích|thể tích|góc|trung bình|trung vị|phân số|lôgarit|logarit|chứng minh|định lý|lãi suất|lãi kép|chia hết|tổng của|tích của|thương của|km/h|lít|giảm giá|giá trị của x|tìm x|bất phương trình|bằng bao nhiêu|phân tích thành nhân tử|ước chung|bội chung|cạnh huyền',
  reasoning:
    'nếu là bạn|nếu bạn là tôi|phân vân|lưỡng lự|hợp lý hơn|giúp mình quyết|chưa biết nên|từng bước|theo từng bước|ưu và nhược|ưu nhược điểm|ưu điểm và nhược|lợi và hại|có nên|nên chọn|tôi nên|chúng tôi nên|chúng ta nên|nên thuê|nên mua|lựa chọn nào|phương án nào|cái nào tốt hơn|tốt hơn|so sánh|phân tích|đánh giá ưu|đánh giá các|lập luận|lập kế hoạch|kế hoạch|chiến lược|câu đố|logic|suy luận|suy ra|nguyên nhân gốc|nguyên nhân có thể|nguyên nhân nào|điều gì sẽ xảy ra|sẽ ra sao|hậu quả|tác động|quyết định|khuyên|đề xuất phương án|tiến thoái|đạo đức|mâu thuẫn|nói dối|ngồi cạnh|cao hơn|lớn tuổi hơn|chẩn đoán|giải thích vì sao có thể|cân nhắc|rủi ro|nếu tất cả|lịch trình|lộ trình|kịch bản',
  writing:
    'viết một|viết bài|viết thư|viết email|viết đoạn|viết lời|viết truyện|viết thơ|viết kịch bản|viết cho|viết mô tả|viết thiệp|soạn|sáng tác|bài thơ|thơ |truyện|câu chuyện|bài hát|lời bài hát|bài viết|bài luận|bài văn|blog|thư |thư xin việc|thư cảm ơn|bài phát biểu|diễn văn|khẩu hiệu|slogan|tiêu đề|tweet|instagram|facebook|chú thích|mô tả sản phẩm|thông cáo|bản tin|thư mời|thiệp mời|lời mời|hội thoại|ý tưởng|đặt tên|gợi ý tên|tin tuyển dụng|quảng cáo|lời chúc|lời cảm ơn|nghĩ ra|bản nháp|haiku',
  story:
    'bao nhiêu|mấy |tổng cộng|tất cả là|mỗi |mỗi ngày|một giờ|còn lại|gấp đôi|gấp |một nửa|giá |đồng|nghìn|triệu|trả |kiếm|tuổi|hỏi',
  question: 'gì|ai|khi nào|ở đâu|nào|tại sao|vì sao|thế nào|bao nhiêu|mấy|không?|sao',
  label:
    'tích cực|tiêu cực|trung tính|trung lập|spam|khiếu nại|câu hỏi|lời khen|thanh toán|kỹ thuật|khẩn cấp|thấp|trung bình|cao|khác|có|không|hoàn tiền|giao hàng',
  language:
    'tiếng anh|tiếng đức|tiếng pháp|tiếng tây ban nha|tiếng ý|tiếng bồ đào nha|tiếng nga|tiếng nhật|tiếng trung|tiếng hàn|tiếng việt|tiếng ả rập|tiếng thái|tiếng hindi|tiếng indonesia|tiếng ba lan',
  data: 'json|csv|yaml|xml|markdown|html|bảng|danh sách|cột|gạch đầu dòng',
  things:
    'tên|ngày|số tiền|giá|số điện thoại|số hợp đồng|số |địa chỉ|email|công ty|người|thành phố|địa danh|nơi|nước|sản phẩm|số lượng|thành phần|triệu chứng|năm|tiêu đề|mã',
  texts: 'câu này|câu sau|đoạn văn này|đoạn này|email này|tin nhắn này|văn bản này',
}
