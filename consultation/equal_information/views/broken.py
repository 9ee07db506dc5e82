"""What is said when a published text is no longer what was cleared: loudly, and without showing it."""

from __future__ import annotations

from flask import current_app, g, render_template
from flask.typing import ResponseReturnValue

from legal.guard import TamperedError


def show(_error: TamperedError) -> ResponseReturnValue:
    """Say that the check failed, the same to everybody; the text itself may be anything, so it is not shown."""
    g.is_problem = True
    current_app.logger.error("a published text is not the text that was cleared")
    return render_template("equal_information/broken.html"), 500
