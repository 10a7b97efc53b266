"""The words and figures of the log's pages."""
