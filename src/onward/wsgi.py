"""The WSGI application, for the local server and for hosts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onward.settings")
application = get_wsgi_application()
