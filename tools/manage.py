"""Django's own commands, for those who work on the house: python -m tools.manage makemigrations …"""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "polyphonie.config.settings")
    execute_from_command_line(["manage", *sys.argv[1:]])
