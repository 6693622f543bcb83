"""Signing in with a name: one answer for every failure, and a pause after several."""

from datetime import UTC, datetime, timedelta

from khuyenhoc.access import passwords, second_factor
from khuyenhoc.access.accounts import plain_name
from khuyenhoc.access.database import AccountsDatabase, now_text
from khuyenhoc.access.roles import Role
from khuyenhoc.access.sessions import Sessions, Stage

PAUSE = timedelta(minutes=15)
# From one computer, and from anywhere: nobody can shut the chair out by guessing from elsewhere a few times.
MOST_FAILURES_HERE = 5
MOST_FAILURES_ANYWHERE = 30


class SignInRefusedError(Exception):
    """Not let in: `wrong`, or `paused` after too many failures; the same for names that do not exist."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class SigningIn:
    """Lets people in by name and password, or by a one-time code the first time."""

    def __init__(self, database: AccountsDatabase) -> None:
        self._database = database
        self._sessions = Sessions(database)

    def by_name(
        self, name: str, password: str, digits: str = "", *, client: str = "", device: str = ""
    ) -> tuple[str, Stage]:
        """The token of a new session, and how far it goes.

        Args:
            password: or the one-time code of a new or reset account.
            digits: of the authenticator app, where the account has one.
            client: address the request came from.

        Raises:
            SignInRefusedError: why, no more than that.
        """
        plain = plain_name(name)
        keys = {
            passwords.hash_token(f"{plain}|{client}"): MOST_FAILURES_HERE,
            passwords.hash_token(plain): MOST_FAILURES_ANYWHERE,
        }
        self._require_no_pause(keys)
        with self._database.reading() as connection:
            row = connection.execute("select * from accounts where name = ?", [plain]).fetchone()
        fields = dict(row) if row else {}
        has_password = passwords.is_password(fields.get("password_hash"), password)
        has_code = passwords.is_code(fields.get("code_hash"), password) and (
            fields["code_expires_at"] > now_text()
        )
        if not (has_password or has_code) or not fields["is_active"]:
            self._fail(keys)
        if has_code:
            stage = Stage.PASSWORD
        elif fields["totp_secret"]:
            self._use_digits(fields, digits, keys)
            stage = Stage.FULL
        else:
            stage = stage_without_second_factor(Role(fields["role"]))
        self._forget_failures(keys)
        token = self._sessions.begin(
            fields["account_id"], stage, method="password", client=client, device=device
        )
        return token, stage

    def by_provider(
        self, issuer: str, subject: str, *, client: str = "", device: str = ""
    ) -> tuple[str, Stage] | None:
        """The same for someone whom the province's own sign-on vouches for; None if no account is theirs.

        How strongly they proved who they are is the provider's to decide, a second factor included.
        """
        with self._database.reading() as connection:
            row = connection.execute(
                "select account_id from accounts where issuer = ? and subject = ? and is_active = 1",
                [issuer, subject],
            ).fetchone()
        if row is None:
            return None
        token = self._sessions.begin(
            row["account_id"], Stage.FULL, method="oidc", client=client, device=device
        )
        return token, Stage.FULL

    def _use_digits(self, fields: dict, digits: str, keys: dict[str, int]) -> None:
        step = second_factor.accepted_step(fields["totp_secret"], digits, last_step=fields["totp_last_step"])
        if step is None:
            self._fail(keys)
        with self._database.writing() as connection:
            used = connection.execute(
                "update accounts set totp_last_step = ? where account_id = ? and totp_last_step < ?",
                [step, fields["account_id"], step],
            ).rowcount
        if not used:  # somebody used the same digits a moment ago
            self._fail(keys)

    def _require_no_pause(self, keys: dict[str, int]) -> None:
        since = now_text(datetime.now(UTC) - PAUSE)
        with self._database.reading() as connection:
            for key, most in keys.items():
                count = connection.execute(
                    "select count(*) from failures where key_hash = ? and failed_at > ?", [key, since]
                ).fetchone()[0]
                if count >= most:
                    raise SignInRefusedError("paused")

    def _fail(self, keys: dict[str, int]) -> None:
        now = datetime.now(UTC)
        with self._database.writing() as connection:
            connection.execute("delete from failures where failed_at < ?", [now_text(now - PAUSE)])
            connection.executemany(
                "insert into failures (key_hash, failed_at) values (?, ?)",
                [(key, now_text(now)) for key in keys],
            )
        raise SignInRefusedError("wrong")

    def _forget_failures(self, keys: dict[str, int]) -> None:
        with self._database.writing() as connection:
            connection.executemany("delete from failures where key_hash = ?", [(key,) for key in keys])


def stage_without_second_factor(role: Role) -> Stage:
    """How far a password alone goes: not for those who look after the accounts of others."""
    return Stage.SECOND_FACTOR if role is Role.ADMINISTRATOR else Stage.FULL
