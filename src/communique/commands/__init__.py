"""The commands: `files` (over files, no record), `checking` (audit), `record`, `doctor`."""
