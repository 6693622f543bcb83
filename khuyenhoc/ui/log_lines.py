"""How the log is written: lines for people, or one JSON object a line for whatever collects them."""

import json
import logging
from datetime import UTC, datetime

TEXT = "text"
JSON = "json"


class JsonLines(logging.Formatter):
    """One object a line: moment (UTC), level, logger, message, and the fields of requests."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_log_as(form: str) -> None:
    """Set up the log of this process; only JSON has a line for each request."""
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if form == JSON else plain)
    logging.basicConfig(handlers=[handler], force=True)
    logging.getLogger("khuyenhoc.requests").setLevel(logging.DEBUG if form == JSON else logging.WARNING)
    if form == JSON:
        # These write through handlers of their own.
        for name in ("streamlit", "uvicorn", "uvicorn.error"):
            logging.getLogger(name).handlers = []
            logging.getLogger(name).propagate = True
