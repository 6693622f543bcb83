"""What can be wrong with the columns, rows and single cells of a table."""

from khuyenhoc.domain.findings import Rule, Severity

_PRODUCT = "product rule: a figure is stored only where a careful person would be sure of its meaning"
_CIRCUMSTANCE = "product rule: nothing in a file is passed over without a word"
_REFORM = (
    "Resolution 202/2025/QH15 and Decision 19/2025/QĐ-TTg: districts ended on 30/06/2025, communes report "
    "since 01/07/2025"
)

# --- Columns ---

UNKNOWN_COLUMN = Rule(
    "unknown_column",
    Severity.WARNING,
    _PRODUCT,
    "Cột “{heading}” có số liệu nhưng phần mềm không biết là chỉ tiêu nào, nên cột này không được lưu. Xin "
    "chọn tên chỉ tiêu cho cột, hoặc xác nhận là không cần lưu.",
    "The column “{heading}” holds figures, but it is not known which; it will not be stored. Please pick "
    "its name, or confirm that it need not be stored.",
)
UNCERTAIN_COLUMN = Rule(
    "uncertain_column",
    Severity.WARNING,
    _PRODUCT,
    "Cột “{heading}” được hiểu là “{name_vi}”. Xin xác nhận, hoặc chọn lại tên chỉ tiêu.",
    "The column “{heading}” is taken to be “{name_en}”. Please confirm, or pick another name.",
)
REPEATED_COLUMN = Rule(
    "repeated_column",
    Severity.ERROR,
    _PRODUCT,
    "Có hai cột cùng được hiểu là “{name_vi}”: ô {first} và ô {second}. Xin ghi rõ tên cột để phân biệt, "
    "hoặc xóa một cột, rồi nộp lại.",
    "Two columns are both taken to be “{name_en}”: cells {first} and {second}. Please name them apart, or "
    "delete one.",
)
IGNORED_COLUMN = Rule(
    "ignored_column",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Cột “{heading}” không thuộc số liệu được lưu (số tăng giảm, bình quân, kế hoạch được tính riêng).",
    "The column “{heading}” is not among the figures that are stored (changes, averages and plans are kept "
    "elsewhere).",
)
COLUMN_OF_OTHER_BASIS = Rule(
    "column_of_other_basis",
    Severity.WARNING,
    "a cumulative figure is never stored as a quarter's, nor a quarter's as cumulative",
    "Cột “{heading}” tính theo khoảng thời gian khác với kỳ {period}, nên không được lưu. Xin xác nhận.",
    "The column “{heading}” covers another span than {period} and will not be stored. Please confirm.",
)

HIDDEN_COLUMNS = Rule(
    "hidden_columns",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Bảng có cột đang bị ẩn ({columns}); số liệu trong các cột này vẫn được đọc. Nếu không cần nộp, xin xóa "
    "hẳn các cột đó rồi nộp lại.",
    "The table has hidden columns ({columns}); their figures were read all the same. If they are not to be "
    "reported, please delete them and send the file again.",
)
HIDDEN_ROWS = Rule(
    "hidden_rows",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Bảng có hàng đang bị ẩn ({rows}); số liệu trong các hàng này vẫn được đọc. Nếu không cần nộp, xin xóa "
    "hẳn các hàng đó rồi nộp lại.",
    "The table has hidden rows ({rows}); their figures were read all the same. If they are not to be "
    "reported, please delete them and send the file again.",
)

# --- Units ---

UNKNOWN_UNIT = Rule(
    "unknown_unit",
    Severity.ERROR,
    _PRODUCT,
    "Không tìm thấy đơn vị “{name}” trong {province}. {hint_vi}Xin sửa tên đơn vị rồi nộp lại.",
    "There is no unit “{name}” in {province}. {hint_en}Please correct the name and send the file again.",
)
HOMONYM_UNIT = Rule(
    "homonym_unit",
    Severity.ERROR,
    _PRODUCT,
    "Tên “{name}” là của nhiều đơn vị: {choices}. Xin ghi đủ loại đơn vị, ví dụ “{example}”, rồi nộp lại.",
    "The name “{name}” belongs to more than one unit: {choices}. Please write it in full, for example "
    "“{example}”.",
)
UNIT_OF_OTHER_VINTAGE = Rule(
    "unit_of_other_vintage",
    Severity.ERROR,
    _REFORM,
    "“{name}” không có trong danh sách đơn vị của kỳ {period}. Từ 01/07/2025 không còn cấp huyện và các xã "
    "được sắp xếp lại: số liệu đến hết quý II/2025 ghi theo huyện cũ, từ quý III/2025 ghi theo xã, phường, "
    "đặc khu mới. {hint_vi}Xin lập lại bảng theo đúng danh sách đơn vị, hoặc kiểm tra lại kỳ báo cáo.",
    "“{name}” is not among the units of {period}. Districts ended and communes were redrawn on 1 July "
    "2025: figures up to 2025-Q2 are by former district, from 2025-Q3 on by new commune. {hint_en}Please "
    "use the right list of units, or check the period.",
)
UNIT_OF_OTHER_LEVEL = Rule(
    "unit_of_other_level",
    Severity.ERROR,
    _REFORM,
    "“{name}” là xã, phường; số liệu kỳ {period} được ghi theo huyện, thị xã, thành phố. {hint_vi}Xin cộng "
    "số liệu của các xã vào hàng của huyện rồi nộp lại.",
    "“{name}” is a commune; figures of {period} are reported by district. {hint_en}Please add its figures "
    "to the district's row.",
)
REPEATED_UNIT = Rule(
    "repeated_unit",
    Severity.ERROR,
    _PRODUCT,
    "Đơn vị “{name}” đã có ở ô {first}. Mỗi đơn vị chỉ được có một hàng: xin sửa tên hoặc xóa hàng thừa.",
    "The unit “{name}” already stands in cell {first}. Each unit may have one row: please correct or "
    "delete one.",
)
UNIT_TYPE_DIFFERS = Rule(
    "unit_type_differs",
    Severity.WARNING,
    _PRODUCT,
    "Tệp ghi “{name}”, danh mục chỉ có “{unit}”. Phần mềm hiểu là “{unit}”. Xin xác nhận.",
    "The file says “{name}”; the official list has only “{unit}”, which is taken to be meant. Please "
    "confirm.",
)
UNIT_WITHOUT_NAME = Rule(
    "unit_without_name",
    Severity.ERROR,
    _PRODUCT,
    "Hàng {row} có số liệu nhưng không có tên đơn vị. Xin ghi tên đơn vị, hoặc xóa các số ở hàng này.",
    "Row {row} has figures but no unit's name. Please write the name, or delete the figures of this row.",
)
ROW_NOT_READ = Rule(
    "row_not_read",
    Severity.WARNING,
    _CIRCUMSTANCE,
    "Hàng {row} nằm dưới bảng, có số nhưng không có tên đơn vị, nên không được đọc. Xin xác nhận là không "
    "cần lưu.",
    "Row {row} below the table has figures but no unit's name and was not read. Please confirm that it is "
    "not needed.",
)
ROW_OF_NO_UNIT = Rule(
    "row_of_no_unit",
    Severity.WARNING,
    "figures are stored for districts or communes; the province is their sum",
    "Hàng “{name}” không phải là huyện, xã, phường nên số liệu không được lưu theo đơn vị nào. Xin xác nhận.",
    "The row “{name}” is no district or commune; its figures are not stored for any unit. Please confirm.",
)
REFERENCE_ROW = Rule(
    "reference_row",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Hàng “{name}” chỉ để so sánh (năm trước, kế hoạch, bình quân, tỷ lệ) nên không được lưu.",
    "The row “{name}” only compares (last year, plan, mean, rate) and is not stored.",
)
FINER_ROWS = Rule(
    "finer_rows",
    Severity.NOTE,
    _REFORM,
    "Từ ô này có {count} hàng của xã, phường nằm dưới huyện của mình. Số liệu được lưu theo hàng của huyện.",
    "From this cell on, {count} rows of communes stand below their districts. The rows of the districts "
    "are stored.",
)
CODE_CONTRADICTS_NAME = Rule(
    "code_contradicts_name",
    Severity.ERROR,
    _PRODUCT,
    "Mã “{code}” là của {by_code}, nhưng tên ghi “{name}”. Xin sửa mã hoặc tên cho khớp.",
    "The code “{code}” is that of {by_code}, but the name says “{name}”. Please correct one of them.",
)
UNKNOWN_CODE = Rule(
    "unknown_code",
    Severity.WARNING,
    _PRODUCT,
    "Mã “{code}” không có trong danh mục của {province}; phần mềm dùng tên “{name}”. Xin xác nhận.",
    "The code “{code}” is not in the list of {province}; the name “{name}” was used. Please confirm.",
)
# --- Single cells ---

NOT_A_NUMBER = Rule(
    "not_a_number",
    Severity.ERROR,
    _PRODUCT,
    "Ô này cần một con số nhưng ghi “{text}” (cột “{heading}”). Xin ghi số, để trống nếu chưa có số liệu, "
    "ghi “-” nếu không phát sinh, hoặc “x” nếu không áp dụng.",
    "This cell needs a number but says “{text}” (column “{heading}”). Please write a number; leave it "
    "empty if there is no figure yet, “-” for none, “x” if it does not apply.",
)
EXCEL_ERROR = Rule(
    "excel_error",
    Severity.ERROR,
    _PRODUCT,
    "Ô này đang báo lỗi Excel {text} (cột “{heading}”). Xin sửa công thức hoặc gõ số vào rồi nộp lại.",
    "This cell shows the Excel error {text} (column “{heading}”). Please mend the formula or type the "
    "number.",
)
EXCEL_ERROR_IN_RATE = Rule(
    "excel_error_in_rate",
    Severity.NOTE,
    "a rate is recomputed from its counts, and a rate of nothing is missing, not zero",
    "Ô tỷ lệ này báo lỗi Excel {text} vì mẫu số bằng 0 hoặc trống. Số liệu vẫn được lưu, tỷ lệ do phần mềm "
    "tự tính.",
    "This rate shows the Excel error {text}, as its denominator is zero or empty. The counts are stored "
    "all the same.",
)
FORMULA_WITHOUT_VALUE = Rule(
    "formula_without_value",
    Severity.ERROR,
    _PRODUCT,
    "Ô này có công thức nhưng chưa được Excel tính ra số (cột “{heading}”). Xin mở tệp bằng Excel, bấm lưu "
    "rồi nộp lại.",
    "This cell holds a formula that was never calculated (column “{heading}”). Please open the file in "
    "Excel, save it, and send it again.",
)
TOTAL_NOT_CALCULATED = Rule(
    "total_not_calculated",
    Severity.NOTE,
    _CIRCUMSTANCE,
    "Hàng “{name}” có công thức chưa được Excel tính, nên không so được với tổng các đơn vị. Số của đơn vị "
    "vẫn được lưu.",
    "The row “{name}” holds formulas that were never calculated, so it could not be compared with the sum "
    "of units.",
)
AMBIGUOUS_NUMBER = Rule(
    "ambiguous_number",
    Severity.ERROR,
    "Law on Accounting 88/2015/QH13, article 11: dot after thousands, comma before decimals",
    "Không rõ “{text}” là số nào, vì cột “{heading}” dùng lẫn dấu chấm và dấu phẩy. Xin ghi thống nhất: "
    "dấu chấm sau hàng nghìn, dấu phẩy trước phần lẻ (1.234,5).",
    "“{text}” can be read in two ways, as the column “{heading}” mixes points and commas. Please write all "
    "numbers as 1.234,5.",
)
MERGED_FIGURES = Rule(
    "merged_figures",
    Severity.ERROR,
    _PRODUCT,
    "Ô này gộp số liệu của nhiều hàng hoặc nhiều cột, nên không biết số là của đơn vị nào. Xin bỏ gộp ô "
    "(Unmerge) và ghi số cho từng đơn vị.",
    "This cell is merged over several rows or columns of figures, so it is not clear whose number it is. "
    "Please unmerge it and give each unit its own number.",
)
RATIO_CONTRADICTS_TOTAL = Rule(
    "ratio_contradicts_total",
    Severity.WARNING,
    "both parts of a ratio are counts of the same report",
    "Ô này ghi “{text}”, mẫu số khác với cột “{name_vi}” ({value}). Xin kiểm tra lại.",
    "This cell says “{text}”, whose second part differs from the column “{name_en}” ({value}). Please check.",
)
CONFLICTING_VALUES = Rule(
    "conflicting_values",
    Severity.ERROR,
    _PRODUCT,
    "“{name_vi}” của {unit} ở ô này khác với ô {first}. Xin sửa cho thống nhất.",
    "“{name_en}” of {unit} in this cell differs from cell {first}. Please make them agree.",
)
MONEY_UNIT_MISSING = Rule(
    "money_unit_missing",
    Severity.WARNING,
    "Decree 174/2016/NĐ-CP: the unit of amounts is stated; without it a figure may be 1,000 times off",
    "Bảng có cột tiền nhưng không ghi đơn vị tính. Theo độ lớn của số, phần mềm đọc là {unit}. Xin xác "
    "nhận, hoặc ghi “Đơn vị tính: …” phía trên bảng rồi nộp lại.",
    "The table has amounts but no unit of money. By their size they are read as {unit}. Please confirm, or "
    "write “Đơn vị tính: …” above the table and send the file again.",
)
MONEY_UNIT_CONFLICT = Rule(
    "money_unit_conflict",
    Severity.ERROR,
    "a figure read in the wrong unit is 1,000 times off",
    "Phía trên bảng ghi hai đơn vị tính tiền khác nhau: {first} và {second}. Xin chỉ để lại một đơn vị rồi "
    "nộp lại.",
    "Two different units of money stand above the table: {first} and {second}. Please keep one and send "
    "the file again.",
)
MONEY_UNIT_BEYOND_BELIEF = Rule(
    "money_unit_beyond_belief",
    Severity.WARNING,
    "all local funds of the country held 4,000 tỷ đồng at the end of 2024; Excel can show đồng shortened "
    "to triệu",
    "Bảng ghi đơn vị tính là {unit}, nhưng số trong ô lớn như số tính bằng đồng (có thể Excel chỉ hiển thị "
    "rút gọn). Phần mềm đọc cột này là đồng. Xin xác nhận.",
    "The stated unit is {unit}, but the cells hold numbers as large as đồng (Excel may only show them "
    "shortened). The column is read as đồng. Please confirm.",
)
MONEY_UNIT_BELOW_BELIEF = Rule(
    "money_unit_below_belief",
    Severity.ERROR,
    "published funds hold 15,000 đồng a head at least; a unit's whole fund of some thousand đồng is none",
    "Bảng ghi đơn vị tính là {unit}, nhưng các số tiền nhỏ bất thường (chỉ vài nghìn đồng mỗi đơn vị). Có "
    "thể đơn vị tính đúng là triệu đồng. Xin sửa dòng “Đơn vị tính” rồi nộp lại.",
    "The stated unit is {unit}, but the amounts are unusually small (a few thousand đồng a unit). The unit "
    "may be triệu đồng. Please correct the line “Đơn vị tính” and send the file again.",
)
