"""The database of this request: one transaction at the edge, and the moment the request came in."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from datetime import datetime
from typing import IO, Any, cast

from flask import Flask, Request, current_app, g, request
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from consultation import clock
from consultation.config import Config
from consultation.db import Database

MOST_FIELDS = 6_000  # the longest form of ours is a choice of 5,000 answers


class BoundedForms(FormDataParser):
    """Refuses a form of more fields than any page of ours has: a body of nothing but "&" costs seconds to take apart."""

    def parse(self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None) -> Any:
        """Return stream, form and files. Raises RequestEntityTooLarge."""
        if mimetype == "application/x-www-form-urlencoded":
            body = stream.read()
            if body.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = io.BytesIO(body)
        return super().parse(stream, mimetype, content_length, options)


class BoundedRequest(Request):
    """A request whose forms have a limit, and whose files never touch the disk."""

    form_data_parser_class = BoundedForms

    def _get_file_stream(
        self, total_content_length: int | None, content_type: str | None, filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:  # fmt: skip
        """Keep what comes in in memory: else a file of a party, perhaps with a BSN in it, is written in the clear (rule 41)."""
        return io.BytesIO()


def database() -> Database:
    """Return the application's database."""
    return cast(Database, current_app.extensions["database"])


def config() -> Config:
    """Return the application's configuration."""
    return cast(Config, current_app.extensions["config"])


def transaction() -> AbstractContextManager[Session]:
    """Open the one writing transaction of this request."""
    return database().transaction()


def reading() -> AbstractContextManager[Session]:
    """Open a session that cannot write."""
    return database().reading()


def received_at() -> datetime:
    """Return when the last byte of this request had come in, on the database clock (R11)."""
    return cast(datetime, g.received_at)


def stamp_posts(app: Flask) -> None:
    """Note the moment of every post, after its body was read whole and before anything waits for a lock."""
    app.request_class = BoundedRequest

    @app.before_request
    def _stamp() -> None:
        if request.method == "POST":
            request.form, request.files  # noqa: B018 - reading them takes in the whole body
            with reading() as session:
                g.received_at = clock.now(session)
