"""The web server: gunicorn with one process of eight threads, and the worker in a thread beside them."""

from __future__ import annotations

import logging
import threading
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from consultation.cli.platform import Platform
from consultation.config import Config
from consultation.jobs.worker import Worker

THREADS = 8
GRACE_SECONDS = 20

log = logging.getLogger(__name__)


class Server(BaseApplication):
    """The platform as gunicorn runs it. Nothing is opened before the fork: connections do not survive one."""

    def __init__(self, platform: Platform, config: Config, address: tuple[str, int], welcome: str) -> None:
        self._platform, self._config, self._address, self._welcome = platform, config, address, welcome
        self._worker: Worker | None = None
        self._thread: threading.Thread | None = None
        super().__init__()

    def load_config(self) -> None:
        """Set what we want; gunicorn's own files and environment play no part."""
        host, port = self._address
        settings: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 60,
            "graceful_timeout": GRACE_SECONDS,
            "loglevel": "error",
            "accesslog": None,  # it would hold query strings (R14)
            "control_socket_disable": True,
            "proc_name": "gelijke-informatie",
            "post_worker_init": lambda worker: self._ready(worker.age),
            "worker_exit": lambda _server, _worker: self._stop(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Make the application, in the process that serves it, and start the worker beside it."""
        database = self._platform.make_database(self._config)
        if self._config.embedded_worker:
            self._worker = self._platform.worker(self._config, database)
            self._thread = threading.Thread(target=self._worker.run, name="outbox-worker", daemon=True)
            self._thread.start()
        return self._platform.make_app(self._config, database)

    def _ready(self, age: int) -> None:
        if age == 1:
            print(self._welcome, flush=True)
        else:
            log.error("the server process ended unexpectedly and was started again")

    def _stop(self) -> None:
        """Let the worker end what it is doing; what it cannot end in time, it does again later."""
        if self._worker is not None and self._thread is not None:
            self._worker.stop()
            self._thread.join(GRACE_SECONDS / 2)
