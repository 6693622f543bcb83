"""What the store cannot do, in words for the person in front of it, Vietnamese and English."""

from collections.abc import Sequence
from pathlib import Path

_MEGABYTE = 1024 * 1024


class StoreError(Exception):
    """Something the store refuses or cannot do.

    Attributes:
        vi: what happened and what to do, in Vietnamese.
        en: the same in English.
    """

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.vi, self.en = vi, en


class DatabaseInUseError(StoreError):
    """Another process holds this data folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "Bảng điều khiển đang mở kho số liệu. Hãy đóng nó rồi chạy lại, hoặc làm việc này ngay trên "
            "các trang của nó (nộp báo cáo, rút lại, duyệt, sao lưu, kiểm tra kho). "
            f"({folder})",
            "The dashboard has the data open. Close it and run the command again, or do it on its pages "
            "(upload, withdraw, approve, back up, check the store). "
            f"({folder})",
        )


class NotStorableError(StoreError, ValueError):
    """The verdict has errors, unsigned warnings, or belongs to another file."""


class NotReadBackError(StoreError, RuntimeError):
    """What was read back after storing differs from what was to be stored."""

    def __init__(self, receipt_code: str) -> None:
        super().__init__(
            f"Đã lưu {receipt_code} nhưng đọc lại không khớp. Hãy chạy “khuyenhoc verify”.",
            f"{receipt_code} was stored but does not read back the same. Run “khuyenhoc verify”.",
        )


class NotSavedError(StoreError):
    """Storing failed, and it is certain that nothing was stored."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"Chưa lưu gì ({reason}). Số liệu đã có vẫn nguyên vẹn. Hãy nộp lại sau khi khắc phục.",
            f"Nothing was saved ({reason}). The figures already here are unharmed. Mend it and send again.",
        )


class OutcomeUnknownError(StoreError):
    """Storing failed at a moment when it may have succeeded all the same."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"Chưa rõ đã lưu được hay chưa ({reason}). Hãy nộp lại đúng tệp này: nếu đã lưu, "
            "phần mềm trả lại biên nhận cũ và không lưu hai lần.",
            f"It is not certain whether this was saved ({reason}). Send the very same file again: if it was "
            "saved you get the same receipt, and nothing is stored twice.",
        )


class NotEnoughSpaceError(StoreError):
    """The disk is so full that writing would become dangerous."""

    def __init__(self, free: int, needed: int) -> None:
        has, wants = free // _MEGABYTE, needed // _MEGABYTE
        super().__init__(
            f"Ổ đĩa sắp đầy: còn {has} MB, cần ít nhất {wants} MB. Chưa lưu gì; số liệu đã có vẫn an toàn "
            "và vẫn xem được. Hãy dọn bớt ổ đĩa rồi làm lại.",
            f"The disk is nearly full: {has} MB left, at least {wants} MB needed. Nothing was stored; the "
            "figures already here are safe and can be read. Free some space and try again.",
        )


class StoreMismatchError(StoreError):
    """Ledger, vault and database contradict each other in a way that cannot be mended."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(
            f"Kho số liệu không nhất quán nên không mở: {vi} Không có gì bị xóa. "
            "Hãy khôi phục từ bản sao lưu (khuyenhoc restore) hoặc gửi thư mục dữ liệu cho người hỗ trợ.",
            f"The store contradicts itself and stays closed: {en} Nothing was deleted. "
            "Restore from a backup (khuyenhoc restore) or send the data folder to whoever supports you.",
        )


class StoreUnavailableError(StoreError):
    """The database failed and could not be opened again yet."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"Kho số liệu tạm thời chưa mở lại được ({reason}). Phần mềm sẽ tự thử lại sau ít giây.",
            f"The database could not be opened again yet ({reason}). It is tried again in a few seconds.",
        )


class NewerStoreError(StoreError):
    """The store was written by a later release than this one."""

    def __init__(self, what: object) -> None:
        super().__init__(
            f"Kho số liệu này do một phiên bản mới hơn tạo ra ({what}). Hãy cài phiên bản mới nhất.",
            f"This store was written by a later release ({what}). Install the latest one.",
        )


class MigrationFailedError(StoreError):
    """A new schema could not be put in place; the store is as it was before."""

    def __init__(self, version: int, reason: object) -> None:
        super().__init__(
            f"Không nâng cấp được kho số liệu lên phiên bản {version} ({reason}). Kho vẫn như trước; "
            "hãy dùng lại phiên bản phần mềm cũ và báo lỗi này.",
            f"The store could not be moved to schema {version} ({reason}). It is as it was before; "
            "go on with the former release and report this.",
        )


class UnknownReceiptError(StoreError, LookupError):
    """No submission has this receipt."""

    def __init__(self, receipt_code: str) -> None:
        super().__init__(
            f"Không có biên nhận {receipt_code}. Hãy xem lại mã (khuyenhoc submissions).",
            f"There is no receipt {receipt_code}. Look the code up (khuyenhoc submissions).",
        )


class LockedPeriodError(StoreError):
    """Figures of a locked unit and period were to be changed.

    Attributes:
        org_unit_ids: the units that are locked.
    """

    def __init__(self, org_unit_ids: Sequence[str], names: Sequence[str], period_id: str) -> None:
        shown = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        super().__init__(
            f"Kỳ {period_id} đã khóa đối với: {shown}. Chưa lưu gì. Muốn sửa, người có quyền phải mở khóa "
            "và ghi lý do.",
            f"{period_id} is locked for: {shown}. Nothing was stored. To correct it, somebody entitled must "
            "unlock it and give a reason.",
        )
        self.org_unit_ids = tuple(org_unit_ids)


class StepRefusedError(StoreError):
    """A step of the approval is not open to these units now."""


class TargetNotStorableError(StoreError):
    """A target is refused."""


class AssessmentNotStorableError(StoreError):
    """A sheet of self-assessment is refused."""


class ActsRefusedError(StoreError):
    """A later act cannot be taken in, or not be taken back."""


class BackupFailedError(StoreError):
    """A backup was not finished; the ones before it are untouched."""

    def __init__(self, reason: object) -> None:
        super().__init__(
            f"Sao lưu không thành công ({reason}). Các bản sao lưu trước vẫn còn nguyên.",
            f"The backup failed ({reason}). The earlier ones are untouched.",
        )


class NotRestorableError(StoreError):
    """A backup cannot be restored, or would destroy something newer."""


class NotMovableError(StoreError):
    """A store cannot be moved; both are as they were."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(f"Chưa chuyển được kho: {vi}.", f"The store was not moved: {en}.")


class StoreMovedError(StoreError):
    """A data folder whose store was moved elsewhere."""

    def __init__(self, where: str, file: Path) -> None:
        super().__init__(
            f"Kho số liệu của thư mục này đã được chuyển sang {where}. Hãy đặt KHUYENHOC_STORE, hoặc xóa tệp "
            f"{file} để dùng lại bản cũ ở đây.",
            f"The store of this folder was moved to {where}. Set KHUYENHOC_STORE, or remove the file {file} "
            "to use the former one here again.",
        )
