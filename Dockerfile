# syntax=docker/dockerfile:1
# Everything Airflow's components and the `marsad` command need; Postgres is another container.

FROM ghcr.io/astral-sh/uv:0.13.9 AS uv

FROM python:3.12-slim-bookworm AS build
COPY --from=uv /uv /usr/local/bin/uv
# Bytecode is compiled here, once: each of Airflow's processes would otherwise compile its imports anew.
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PYTHON_DOWNLOADS=never \
    UV_PROJECT_ENVIRONMENT=/opt/marsad
WORKDIR /build
# The dependencies alone, so that a change of ours does not install them again.
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra airflow --extra parquet --extra s3 --no-install-project
COPY README.md LICENSE NOTICE ./
COPY include include
COPY sql sql
COPY dags dags
COPY plugins plugins
# Not editable: a wheel carries its data (catalogue, rules, gazetteers, models, sample, SQL), so /build can stay behind.
RUN --mount=type=cache,target=/root/.cache/uv \
    uv sync --frozen --no-dev --extra airflow --extra parquet --extra s3 --no-editable

FROM python:3.12-slim-bookworm
LABEL org.opencontainers.image.title="Marsad" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV PATH=/opt/marsad/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    AIRFLOW_HOME=/opt/airflow \
    AIRFLOW__CORE__LOAD_EXAMPLES=False \
    GX_ANALYTICS_ENABLED=false \
    MARSAD_HOME=/var/lib/marsad
# Volumes mounted on these folders take their owner over.
RUN useradd --uid 50000 --create-home marsad \
    && install -d -o marsad -g marsad /opt/airflow /opt/airflow/logs /var/lib/marsad /var/lib/marsad/raw
COPY --from=build /opt/marsad /opt/marsad
COPY dags /opt/airflow/dags
COPY plugins /opt/airflow/plugins
COPY docker /opt/marsad/docker
USER marsad
WORKDIR /opt/airflow
CMD ["marsad", "--help"]
