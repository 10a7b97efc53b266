"""Where the routes of the log are collected."""

from flask import Blueprint

bp = Blueprint("log", __name__)
