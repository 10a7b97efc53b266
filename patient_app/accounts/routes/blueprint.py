"""The blueprint of signing in and joining."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
