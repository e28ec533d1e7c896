"""The ways in: an invitation taken up, and a log-in by passphrase and code; each wrong way looks the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from attrs import define, evolve, field

from lcspr_core.errors import NotAllowed, Unreadable
from lcspr_jupyter.server.accounts import passphrases, recovery_codes, time_codes
from lcspr_jupyter.server.accounts.account import Account, Link
from lcspr_jupyter.server.accounts.register import Register
from lcspr_jupyter.server.accounts.shown import Shown
from lcspr_jupyter.server.accounts.slowing import Slowing
from lcspr_jupyter.server.sessions import sealed, secret

LINK_DAYS = 7
NOBODY = "nobody"
WRONG = (
    "The name, the passphrase and the code do not fit together. Check each of them, wait for a fresh code, and try "
    "again. If you have no passphrase yet, open the invitation you were given."
)
LINK_GONE = (
    "This invitation has been used, withdrawn or replaced, or it is too old. Ask your coordinator for a new one: each "
    "opens once, within seven days."
)
CODE_WRONG = "The code does not fit. Wait until your app shows the next one, then type that."
OLD_WRONG = "The present passphrase and the code do not fit together. Wait for a fresh code and try again."
NO_ROLE = "Your log-in is right, but you hold no role here at present. Ask your coordinator."


def new_link(register: Register) -> tuple[str, Link]:
    """Return the word of a new invitation, and what is kept of it."""
    word, until = secret(), register.now() + timedelta(days=LINK_DAYS)
    return word, Link(key=sealed(word), until=until.isoformat(timespec="seconds"))


@define
class WaysIn:
    """What a stranger can try, and how often."""

    register: Register
    by_name: Slowing = field(factory=lambda: Slowing(free=5, first=60, longest=3600))
    by_address: Slowing = field(factory=lambda: Slowing(free=30, first=10, longest=900))
    shown: Shown = field(factory=Shown)
    threads: ThreadPoolExecutor = field(factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="log-in"))
    waiting: int = 0

    # -- an invitation ---------------------------------------------------------------------------

    def invited(self, word: str) -> Account:
        """Return the account that an invitation is for; looking at it does not use it up."""
        key, now = sealed(word), self.register.now().isoformat(timespec="seconds")
        for one in self.register.every():
            if one.link is not None and one.link.key == key and now < one.link.until:
                return one
        raise NotAllowed(LINK_GONE)

    def take_up(
        self, word: str, first: str, again: str, secret_shown: str, code: str
    ) -> tuple[Account, tuple[str, ...]]:
        """Take an invitation up with a passphrase and the first code; return the account and its recovery codes."""
        account = self.invited(word)
        chosen = passphrases.checked(first, again, account.login)
        step = time_codes.fitting(secret_shown, code, self.register.now().timestamp(), used=0)
        if step is None:
            raise Unreadable(CODE_WRONG)
        kept = passphrases.hashed(chosen)
        with self.register.lock:
            account = self.invited(word)  # of two who take it up at once, one comes too late
            codes = recovery_codes.new_codes()
            hashes = tuple(recovery_codes.kept(one, account.id) for one in codes)
            new = evolve(account, hash=kept, secret=secret_shown, step=step, recovery=hashes, link=None)
            what = "account-renewed" if account.taken_up else "invitation-taken-up"
            self.register.keep(new, what, by=account.id)
        self.by_name.right(_name(account.login))
        return new, codes

    # -- a log-in --------------------------------------------------------------------------------

    def log_in(self, login: str, passphrase: str, code: str, address: str) -> Account:
        """Return the account that all three fit, or refuse; the same is done whether there is an account or not."""
        self.by_address.begin(address)
        self.by_name.begin(_name(login))
        account = self.register.by_login(login)
        if not self._proved(account, passphrase, code):
            self._refused(login, address)
            raise NotAllowed(WRONG)
        if account is None:  # no account proves nothing; said for whoever reads this, and for the types
            raise NotAllowed(WRONG)
        self.by_name.right(_name(login))
        self.by_address.one_back(address)
        if not self.register.roles_now(account):
            raise NotAllowed(NO_ROLE)
        self.register.note("logged-in", account.id)
        return account

    def _refused(self, login: str, address: str) -> None:
        """Note what was refused, with no word of what was typed or from where."""
        ids = ("locked-out",) if self.by_name.waits(_name(login)) else ()
        slowed = ("slowed",) if self.by_address.waits(address) else ()
        account = self.register.by_login(login)
        self.register.note("log-in-refused", account.id if account is not None else NOBODY, (*ids, *slowed))

    def _proved(self, account: Account | None, passphrase: str, code: str) -> bool:
        """Check the passphrase first, which takes long, and use the code up only if that fits."""
        right = passphrases.fits(account.hash if account is not None else "", passphrase)
        return self._used_up(account if right else None, code)

    def _used_up(self, account: Account | None, code: str) -> bool:
        """Use a time code or a recovery code up, whichever it is; of two at once, one comes too late."""
        with self.register.lock:
            here = self.register.one(account.id) if account is not None else Account(id="w-0", login="", called="")
            step = time_codes.fitting(here.secret, code, self.register.now().timestamp(), used=here.step)
            spare = recovery_codes.found(code, here.id, here.recovery)
            if account is None or here.hash != account.hash:
                return False
            if step is not None:
                self.register.keep(evolve(here, step=step), "code-used", by=here.id)
            elif spare is not None:
                left = tuple(one for one in here.recovery if one != spare)
                self.register.keep(evolve(here, recovery=left), "recovery-code-used", by=here.id)
            return step is not None or spare is not None

    # -- what somebody changes of their own ------------------------------------------------------

    def change_passphrase(self, person: str, old: str, code: str, first: str, again: str) -> Account:
        """Change somebody's own passphrase: the present one and a code are asked for again."""
        account = self.register.one(person)
        chosen = passphrases.checked(first, again, account.login)
        self.by_name.begin(_name(account.login))
        if not self._proved(account, old, code):
            self.register.note("passphrase-change-refused", person)
            raise NotAllowed(OLD_WRONG)
        self.by_name.right(_name(account.login))
        kept = passphrases.hashed(chosen)
        with self.register.lock:
            return self.register.keep(evolve(self.register.one(person), hash=kept), "passphrase-changed", by=person)


def _name(login: str) -> str:
    """Return what tries under a name are counted by: no name stands in memory for having been typed."""
    return sealed(login.strip().casefold())
