"""The feature's one blueprint."""

from flask import Blueprint

bp = Blueprint("schedule", __name__)
