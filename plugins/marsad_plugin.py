"""Registers the newsroom page with Airflow's UI. The app itself lives in the package."""

from airflow.api_fastapi.core_api.security import get_user
from airflow.plugins_manager import AirflowPlugin
from fastapi import Depends

from marsad.newsroom.app import create_app
from marsad.settings import load_settings


class MarsadPlugin(AirflowPlugin):
    """A page under Browse, for whoever is logged in."""

    name = "marsad"
    fastapi_apps = [  # noqa: RUF012 - Airflow declares it an instance variable
        {
            "app": create_app(load_settings().dsn, [Depends(get_user)]),
            "url_prefix": "/marsad",
            "name": "Marsad newsroom",
        }
    ]
    external_views = [  # noqa: RUF012 - as above
        {
            "name": "Marsad newsroom",
            "href": "/marsad/",
            "destination": "nav",
            "category": "browse",
            "url_route": "marsad-newsroom",
        }
    ]
