"""Registers the newsroom page and the hubs' callback with Airflow's API server. Both apps live in the package."""

from airflow.api_fastapi.core_api.security import get_user
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends

from marsad.feeds.websub import CALLBACK_PATH
from marsad.newsroom.app import create_app
from marsad.newsroom.websub import create_callback_app
from marsad.settings import load_settings

SETTINGS = load_settings()
DSN = SETTINGS.dsn
NEWSROOM = {
    "app": create_app(DSN, [Depends(get_user)], SETTINGS.data_docs),
    "url_prefix": "/marsad",
    "name": "Marsad newsroom",
}
# Without Airflow's login, which hubs have not: their token and signature are asked for instead. There also while
# MARSAD_PUBLIC_URL is unset, so that hubs can verify that they were told to stop.
CALLBACKS = [{"app": create_callback_app(DSN), "url_prefix": CALLBACK_PATH, "name": "Marsad callback"}] if DSN else []


class MarsadPlugin(AirflowPlugin):
    """A page under Browse, for whoever is logged in, and an address for hubs."""

    name = "marsad"
    fastapi_apps = [NEWSROOM, *CALLBACKS]  # noqa: RUF012 - Airflow declares it an instance variable
    external_views = [  # noqa: RUF012 - as above
        {
            "name": "Marsad newsroom",
            "href": "/marsad/",
            "destination": "nav",
            "category": "browse",
            "url_route": "marsad-newsroom",
        }
    ]
