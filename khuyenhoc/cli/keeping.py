"""`verify`, `rebuild`, `backup` and `restore`: that nothing is lost, and what to do when a disk dies."""

import argparse
from dataclasses import asdict
from pathlib import Path

from khuyenhoc.cli.output import print_json
from khuyenhoc.home import home_folder
from khuyenhoc.store.backup import back_up
from khuyenhoc.store.backup_state import backup_state
from khuyenhoc.store.connection import DATABASE_FILE
from khuyenhoc.store.errors import StoreMismatchError
from khuyenhoc.store.home_lock import HomeLock
from khuyenhoc.store.opened import open_database
from khuyenhoc.store.recovery import set_database_aside
from khuyenhoc.store.report import recovery_reports
from khuyenhoc.store.restore import restore
from khuyenhoc.store.schedule import backup_folder
from khuyenhoc.store.verification import rebuild, verify_store


def add_subcommands(subcommands: argparse._SubParsersAction) -> None:
    """Register the subcommands."""
    check = subcommands.add_parser("verify", help="kiểm tra toàn kho · prove that the store is whole")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=_verify)

    anew = subcommands.add_parser("rebuild", help="dựng lại cơ sở dữ liệu · make the database anew")
    anew.add_argument(
        "--force", action="store_true", help="sổ cái là đúng dù cơ sở dữ liệu khác · even if they contradict"
    )
    anew.add_argument("--json", action="store_true")
    anew.set_defaults(run=_rebuild)

    backup = subcommands.add_parser("backup", help="sao lưu · back up and check the copy")
    backup.add_argument("folder", type=Path, nargs="?", help="ví dụ ổ USB · e.g. on a USB disk")
    backup.add_argument("--by", metavar="NAME", default="command line")
    backup.add_argument("--json", action="store_true")
    backup.set_defaults(run=_backup)

    back = subcommands.add_parser("restore", help="khôi phục · put a backup in place")
    back.add_argument("folder", type=Path, help="thư mục sao lưu · the backup folder")
    back.add_argument("--snapshot", default="", help="bản nào, mặc định mới nhất · which, default the newest")
    back.add_argument(
        "--force", action="store_true", help="bỏ các biên nhận mới hơn · give up receipts made since"
    )
    back.add_argument("--by", metavar="NAME", default="command line")
    back.add_argument("--json", action="store_true")
    back.set_defaults(run=_restore)


def _verify(options: argparse.Namespace) -> int:
    database = open_database()
    found = verify_store(database)
    reports = [
        {"at": report.at, "events": [asdict(event) for event in report.events]}
        for report in recovery_reports(database.folder)[:20]
    ]
    if options.json:
        state = backup_state(database.folder)
        last_good = state.last_good_at.isoformat() if state.last_good_at else None
        print_json(found.as_json() | {"last_good_backup": last_good, "recovery": reports})
    else:
        _print_verification(found.as_json())
    return 0 if found.is_sound else 1


def _print_verification(found: dict) -> None:
    ledger, files, database = found["ledger"], found["vault"], found["database"]
    print(
        "Kho nguyên vẹn · The store is whole." if found["sound"] else "KHO CÓ LỖI · THE STORE IS NOT WHOLE."
    )
    print(f"  sổ cái/ledger: {ledger['entries']} dòng/lines, {ledger['head'][:16]}…")
    print(f"  tệp gốc/vault: {files['files']} tệp/files")
    for name in ("missing", "damaged"):
        for digest in files[name]:
            print(f"    {name}: {digest}")
    print(f"  cơ sở dữ liệu/database: {database['hash'][:16]}…")
    print(f"  dựng lại/rebuilt:       {(found['rebuilt']['hash'] or '–')[:16]}…")
    for line in found["mended"]:
        print(f"  {line}")


def _rebuild(options: argparse.Namespace) -> int:
    try:
        database = open_database()
    except StoreMismatchError:
        if not options.force:
            raise
        lock = HomeLock(home_folder())
        set_database_aside(home_folder(), "before-rebuild")
        lock.release()
        database = open_database()
    rebuilt = rebuild(database)
    is_equal = None if rebuilt.before is None else rebuilt.before == rebuilt.after
    if options.json:
        result = {"entries": rebuilt.entries, "hash": rebuilt.after, "equal_to_before": is_equal}
        print_json(result | {"former_file": rebuilt.kept_as})
    else:
        print(f"Đã dựng lại từ {rebuilt.entries} dòng sổ cái · Rebuilt from {rebuilt.entries} ledger lines.")
        print(f"  {rebuilt.after[:16]}… ({'bằng/equal' if is_equal else 'KHÁC/DIFFERENT'})")
        print(f"  {DATABASE_FILE} cũ/former: {rebuilt.kept_as}")
    return 1 if is_equal is False else 0


def _backup(options: argparse.Namespace) -> int:
    snapshot = back_up(open_database(), options.folder or backup_folder(), by=options.by)
    manifest = snapshot.manifest
    if options.json:
        print_json(
            {
                "snapshot": str(snapshot.folder),
                "made_at": manifest.made_at,
                "entries": manifest.ledger_entries,
                "rows": {name: content.rows for name, content in manifest.tables.items()},
                "vault_files": len(manifest.vault),
                "damaged": list(manifest.damaged),
                "removed": list(snapshot.removed),
            }
        )
    else:
        print(f"Đã sao lưu và kiểm tra · Backed up and checked: {snapshot.folder}")
        for digest in manifest.damaged:
            print(f"  Tệp gốc thiếu hoặc hỏng · Missing or damaged original: {digest}")
    return 1 if manifest.damaged else 0


def _restore(options: argparse.Namespace) -> int:
    restored = restore(
        options.folder, home_folder(), snapshot=options.snapshot, force=options.force, by=options.by
    )
    if options.json:
        print_json(
            {
                "snapshot": str(restored.snapshot),
                "entries": restored.entries,
                "hash": restored.hash,
                "given_up": list(restored.given_up),
            }
        )
    else:
        print(f"Đã khôi phục và kiểm tra · Restored and checked: {restored.snapshot}")
        for receipt in restored.given_up:
            print(f"  không còn trong bản này · not in this backup: {receipt}")
        print(f"  {restored.entries} dòng sổ cái · ledger lines.")
        print("  Mở chương trình · Open the program:  python start.py")
    return 0
