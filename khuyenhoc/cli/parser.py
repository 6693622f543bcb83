"""The parser of the command line: every help in Vietnamese and in English."""

import argparse

# Options that many subcommands take: worded once, where a subcommand has no words of its own for them.
_COMMON = {
    "json": "trả lời bằng JSON · answer in JSON",
    "by": "ai làm · who does it",
    "reason": "lý do · why",
    "since": "từ ngày · from this day",
    "until": "đến hết ngày · to the end of this day",
    "format": "dạng kết quả · form of the answer",
    "out": "ghi vào tệp này · write into this file",
    "province": "phạm vi, ví dụ legacy-56 · scope, e.g. legacy-56",
    "file": "tệp cần kiểm tra · the file to check",
    "files": "một hay nhiều tệp · one file or more",
    "receipt": "mã biên nhận · receipt code",
    "quick": "đo nhanh · the quick way",
    "port": "cổng · port",
    "kind": "loại tệp · kind of file",
    "snapshot": "bản sao lưu nào, mặc định bản mới nhất · which backup, default the newest",
    "date": "ngày, năm-tháng-ngày · day, year-month-day",
    "lang": "ngôn ngữ của tệp · language of the file",
    "language": "ngôn ngữ của tệp · language of the file",
}


class BilingualParser(argparse.ArgumentParser):
    """A parser whose own words, which argparse has in English only, are in both languages."""

    def __init__(self, **options: object) -> None:
        """The parser, with a help option that says what it does in both languages."""
        super().__init__(**options | {"add_help": False})
        self._positionals.title = "đối số · arguments"
        self._optionals.title = "tùy chọn · options"
        self.add_argument("-h", "--help", action="help", help="xem hướng dẫn này · show this help and exit")


def word_common_options(parser: argparse.ArgumentParser) -> None:
    """Fill in the words of options that have none, and what each subcommand is for, all the way down."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            said = {choice.dest: choice.help for choice in action._choices_actions}
            for name, subparser in action.choices.items():
                subparser.description = subparser.description or said.get(name)
                word_common_options(subparser)
        elif not action.help:
            action.help = _COMMON.get(action.dest)
