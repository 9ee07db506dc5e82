"""The application for a server: `gunicorn app:app`."""

from consultation.application import check_keys, create_app

app = create_app()
check_keys(app.extensions["config"], app.extensions["database"])
