"""Insights in words and pictures: what was counted, never why."""
