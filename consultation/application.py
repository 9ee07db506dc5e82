"""create_app(): the table of contents."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import Any

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from consultation import health
from consultation.accounts import context as account_context
from consultation.accounts import views as accounts
from consultation.accounts.permissions import Permission
from consultation.accounts.queries import has_demo_people
from consultation.accounts.requests import requires
from consultation.config import Config, UnsafeConfiguration, load
from consultation.db import Database
from consultation.desk import views as desk
from consultation.dossiers import file_views as version_files
from consultation.dossiers import views as dossiers
from consultation.equal_information import views as equal_information
from consultation.exports import note_job
from consultation.jobs import mail, objection_mail, preview_mail, schedule, telling
from consultation.jobs.task import Handlers
from consultation.jobs.telling import PostOffice
from consultation.publications import views as publications
from consultation.questions.answering import decision_views as decisions
from consultation.questions.answering import work_views as work
from consultation.questions.asking import preview_views as previews
from consultation.questions.asking import views as asking
from consultation.questions.importing import views as imports
from consultation.questions.notes import views as notes
from consultation.questions.objections import views as objections
from consultation.questions.release import views as release
from consultation.questions.reviewing import second_views as second
from consultation.questions.rounds import views as rounds
from consultation.record.signing import Signer
from consultation.review_screen import batch_views as review_batch
from consultation.review_screen import claim_views as claims
from consultation.review_screen import views as review
from consultation.site import views as site
from consultation.vault import service as vault
from consultation.vault.service import Unreadable
from consultation.web import language, pages, security
from consultation.web import requests as web_requests
from legal.scanning import prepare as prepare_guard

ROOT = Path(__file__).resolve().parent.parent
BLUEPRINTS = (
    health.blueprint,
    accounts.blueprint,
    dossiers.blueprint,
    version_files.blueprint,
    rounds.blueprint,
    release.blueprint,
    publications.blueprint,
    equal_information.blueprint,
    site.blueprint,
    asking.blueprint,
    desk.blueprint,
    work.blueprint,
    decisions.blueprint,
    second.blueprint,
    previews.blueprint,
    objections.blueprint,
    review.blueprint,
    review_batch.blueprint,
    claims.blueprint,
    imports.blueprint,
    notes.blueprint,
)
LARGEST_REQUEST = 12 * 1024 * 1024  # bytes


def make_database(config: Config) -> Database:
    """Open the database with the keys its sessions carry."""
    info: dict[str, Any] = {
        "vault_key": config.vault_key,
        "signer": Signer(config.signing_key),
        "publication_lead": config.publication_lead,
        "publication_step": config.publication_step,
    }
    return Database(config.database_url, info)


def handlers(config: Config) -> Handlers:
    """Return what the worker can do, by kind of job. Raises UnsafeConfiguration for a MAIL_URL it cannot read."""
    try:
        relay = mail.relay(config.mail_url)
    except ValueError as error:
        raise UnsafeConfiguration(str(error)) from error
    url = config.public_url
    office = PostOffice(relay, config.mail_from, url)
    return {
        "tell": telling.teller(office),
        preview_mail.KIND: preview_mail.teller(office),
        objection_mail.KIND: objection_mail.teller(office),
        "note_pdf": lambda task: note_job.make(task.database, task.id_of("publication"), task.say, url),
        schedule.SEAL: schedule.seal,
    }


def check_keys(config: Config, database: Database) -> None:
    """Refuse to start with a key that does not belong to this database, or with demo people in production."""
    try:
        with database.transaction() as session:
            vault.check_key(session, may_create=True)
            if config.production and has_demo_people(session):
                raise UnsafeConfiguration(
                    "in deze database staan demo-accounts: het is geen database voor productie."
                )
    except Unreadable as error:
        raise UnsafeConfiguration(
            "VAULT_KEY hoort niet bij deze database: zet de juiste sleutel terug."
        ) from error


def create_app(config: Config | None = None, database: Database | None = None) -> Flask:
    """Make the application: configuration, database, plumbing, features."""
    prepare_guard()
    config = config or load()
    app = Flask(
        "consultation",
        root_path=str(ROOT),
        static_folder="static",
        template_folder="templates",
    )
    app.config.update(
        SECRET_KEY=base64.b64encode(
            hashlib.sha256(b"csrf" + config.session_key).digest()
        ).decode(),
        SESSION_COOKIE_NAME="__Host-formulier" if config.production else "formulier",
        SESSION_COOKIE_SECURE=config.production,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=36000,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        SEND_FILE_MAX_AGE_DEFAULT=31536000,
        RATELIMIT_STORAGE_URI=config.limiter_url,
        TRUSTED_HOSTS=None,
    )
    app.extensions["config"] = config
    app.extensions["database"] = database or make_database(config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    _install(app, config)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.add_url_rule("/", "home", _home)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops)  # type: ignore[method-assign]
    return app


def _install(app: Flask, config: Config) -> None:
    security.send_headers(app, production=config.production)
    language.install(app)
    pages.install(app)
    web_requests.stamp_posts(app)
    account_context.install(app)
    accounts.limiter.init_app(app)
    CSRFProtect(app)


@requires(Permission.PUBLIC_READ)
def _home() -> ResponseReturnValue:
    return redirect("/consultaties/")
