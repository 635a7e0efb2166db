"""Settings: frozen, read once from the environment and from `instance/settings.toml`."""

import base64
import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jobfair.carriers import Carriers
from jobfair.errors import N_, Invalid
from jobfair.quiet_hours import QuietHours, read_quiet_hours

PREFIX = "JOBFAIR_"
SETTINGS_FILE = "settings.toml"
DATA_KEY_BYTES = 32
#: settings of `instance/settings.toml` that a variable of the environment wins over
FROM_ENVIRONMENT = (
    "secret_key",
    "data_key",
    "database_url",
    "host",
    "port",
    "base_url",
    "secure_cookies",
    "trusted_proxy",
    "site_name",
    "text_carrier",
    "mail_carrier",
    "text_stop",
    "quiet_hours",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that may differ from one installation to the next.

    No secret has a default: `create_settings_file` writes fresh ones for a machine of one's own, and
    the environment (`JOBFAIR_SECRET_KEY`, …) overrides the file.
    """

    #: folder of the embedded database and of settings.toml
    instance_path: Path
    #: signs cookies and hashes of short codes
    secret_key: str = field(repr=False)
    #: encrypts personal data; 32 bytes
    data_key: bytes = field(repr=False)
    #: sqlite:///… or postgresql+psycopg://…
    database_url: str = ""
    #: where `web` listens
    host: str = "127.0.0.1"
    port: int = 5000
    #: address people reach the site at, for links in messages
    base_url: str = ""
    #: cookies over https only; off on localhost
    secure_cookies: bool = False
    #: address of the reverse proxy that says where requests come from; none by default
    trusted_proxy: str = ""
    #: name of the whole site in the header
    site_name: str = "Job fair"
    #: who carries texts and e-mails
    carriers: Carriers = field(default=Carriers(), repr=False)
    #: in the time zone of a fair
    quiet_hours: QuietHours = field(default=QuietHours())

    def __post_init__(self) -> None:
        if len(self.secret_key) < 32:
            raise Invalid(N_("JOBFAIR_SECRET_KEY must have at least 32 characters."))
        if len(self.data_key) != DATA_KEY_BYTES:
            raise Invalid(N_("JOBFAIR_DATA_KEY must be 32 bytes in base64."))
        if not self.database_url:
            object.__setattr__(self, "database_url", f"sqlite:///{self.instance_path / 'jobfair.sqlite3'}")
        if not self.base_url:
            object.__setattr__(self, "base_url", f"http://{self.host}:{self.port}")


def load_settings(environ: Mapping[str, str] | None = None, instance_path: Path | None = None) -> Settings:
    """Read the settings; the environment wins over `instance/settings.toml`.

    Raises
    ------
    Invalid
        A secret is missing or malformed, or the file cannot be read.
    """
    env = os.environ if environ is None else environ
    folder = instance_path or instance_folder(env)
    values = _read_file(folder / SETTINGS_FILE)
    for name in FROM_ENVIRONMENT:
        if PREFIX + name.upper() in env:
            values[name] = env[PREFIX + name.upper()]
    if "PORT" in env and PREFIX + "PORT" not in env:
        values["port"] = env["PORT"]
    for name in ("secret_key", "data_key"):
        if name not in values:
            raise Invalid(
                N_("No %(name)s is set: run `jobfair setup` once, or set JOBFAIR_%(upper)s."),
                name=name,
                upper=name.upper(),
            )
    return Settings(
        instance_path=folder.resolve(),
        secret_key=str(values["secret_key"]),
        data_key=_decode_key(str(values["data_key"])),
        database_url=str(values.get("database_url", "")),
        host=str(values.get("host", "127.0.0.1")),
        port=_decode_port(values.get("port", 5000)),
        base_url=str(values.get("base_url", "")).rstrip("/"),
        secure_cookies=str(values.get("secure_cookies", "")).lower() in {"1", "true", "yes"},
        trusted_proxy=str(values.get("trusted_proxy", "")),
        site_name=str(values.get("site_name", "Job fair")),
        carriers=_carriers(values),
        quiet_hours=read_quiet_hours(str(values.get("quiet_hours", "20:00-08:00"))),
    )


def instance_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the embedded database and of the settings: `JOBFAIR_INSTANCE`, else `instance`."""
    return Path(environ.get(PREFIX + "INSTANCE", "instance"))


def create_settings_file(instance_path: Path) -> bool:
    """Write fresh secrets to `instance/settings.toml`, readable by its owner alone; False if it is there."""
    path = instance_path / SETTINGS_FILE
    instance_path.mkdir(parents=True, exist_ok=True)
    key = base64.b64encode(secrets.token_bytes(DATA_KEY_BYTES)).decode()
    text = f'secret_key = "{secrets.token_urlsafe(48)}"\ndata_key = "{key}"\n'
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return True


def _carriers(values: Mapping[str, object]) -> Carriers:
    site = str(values.get("base_url", "")).rstrip("/")
    return Carriers(
        str(values.get("text_carrier", "")),
        str(values.get("mail_carrier", "")),
        str(values.get("text_stop", Carriers().text_stop)),
        f"{site}/stop" if site else "",
    )


def _read_file(path: Path) -> dict[str, object]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(N_("%(path)s cannot be read: %(error)s"), path=path, error=error) from error


def _decode_key(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Invalid(N_("JOBFAIR_DATA_KEY must be 32 bytes in base64.")) from error


def _decode_port(value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise Invalid(N_("The port must be a number, not “%(value)s”."), value=value) from error
