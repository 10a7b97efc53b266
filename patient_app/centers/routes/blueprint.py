"""The feature's one blueprint."""

from flask import Blueprint

bp = Blueprint("centers", __name__)
