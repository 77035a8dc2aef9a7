"""Django's settings, read from the environment."""

from pathlib import Path

from environs import Env

ROOT = Path(__file__).resolve().parents[3]
env = Env()

DEBUG = env.bool("VEIKART_DEBUG", default=False)
SECRET_KEY = env.str("VEIKART_SECRET_KEY", default="only for a machine of your own")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", default=f"sqlite:///{ROOT}/var/veikart.sqlite3")}
INSTALLED_APPS: list[str] = []
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
